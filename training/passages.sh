#!/bin/sh
# Cuts the training workspaces' documents into passages, with the program: passages.sh path/to/countersign
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/corpus"
mkdir -p passages
for folder in workspaces/[a-z]/*/; do
  name=$(basename "$(dirname "$folder")").$(basename "$folder")
  case $name in *._*) continue ;; esac
  alone=$(mktemp -d) # the documents without the labels, which are no documents
  for file in "$folder"*; do
    case $file in *.jsonl) ;; *) cp "$file" "$alone" ;; esac
  done
  "$program" passages --workspace "$alone" --json > "passages/$name.json"
  rm -r "$alone"
done
