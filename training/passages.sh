#!/bin/sh
# Cuts the training workspaces' documents into passages, with the program: passages.sh path/to/countersign
set -eu
cd "$(dirname "$0")/corpus"
mkdir -p passages
for folder in workspaces/[a-z]/*/; do
  name=$(basename "$(dirname "$folder")").$(basename "$folder")
  case $name in *._*) continue ;; esac
  "$1" passages --workspace "$folder" --json > "passages/$name.json"
done
