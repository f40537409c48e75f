#!/usr/bin/env bash
# From the data to packs, figures and the model card, in one go; made for a GPU (BATCH, TEACHING and LEARNING, minutes, may be set):
#   bash scripts/train/all.sh ../shared/data ../train-out 2026-11-27
set -euo pipefail
data=$1 out=$2 date=$3
here=$(dirname "$0")
measured=models/measured
mkdir -p "$measured"
train() { python3 "$here/train.py" --data "$data" --pictures "$out/pictures" --batch "${BATCH:-512}" --workers "$(nproc)" "$@"; }
train --out "$out/plain" --minutes "${TEACHING:-4.4}"
train --out "$out/fine" --minutes "${TEACHING:-4.4}" --share 1.5 --seed 2
for seed in 3 4; do
  train --out "$out/pupil-$seed" --minutes "${LEARNING:-4.9}" --seed "$seed" --share 1 1.5 --follow "$out/plain/checkpoint.pt:1.0" "$out/fine/checkpoint.pt:1.5"
done
npx tsx scripts/sample/nobody.ts --out "$out/nobody"
python3 "$here/export.py" --data "$data" --out "$out/pupil-3" --blend "$out/pupil-4/checkpoint.pt" --date "$date" --nobody "$out/nobody"
npx tsx scripts/sample/pack.ts
python3 "$here/export.py" --data "$data" --out "$out/plain" --date "$date" --float --beside "$measured/teachers.json"
python3 "$here/export.py" --data "$data" --out "$out/fine" --date "$date" --float --pixels 77760 --beside "$measured/teachers.json"
python3 "$here/held_back.py" --data "$data" --to "$out/held"
npx tsx scripts/evaluate.ts --data "$data" --scores "$out/dev.jsonl"
npx tsx scripts/evaluate.ts --data "$out/held" --split held --scores "$out/held.jsonl"
npx tsx scripts/evaluate.ts --data "$data" --altered "$measured/altered.json"
npx tsx scripts/evaluate-boxes.ts --data "$data" --json "$measured/boxes.json"
npx tsx scripts/new-character.ts --data "$data" --json "$measured/new-character.json"
python3 "$here/figures.py" --data "$data" --scores "$out/dev.jsonl" --held "$out/held.jsonl"
python3 "$here/cross_validate.py" --data "$data"
python3 "$here/card.py" --data "$data"
