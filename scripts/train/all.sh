#!/usr/bin/env bash
# From the data to packs, figures and the model card, in one go; options after the third are those of train.py:
#   bash scripts/train/all.sh ../shared/data ../train-out 2026-11-25 --minutes 82 --threads 1
set -euo pipefail
data=$1 out=$2 date=$3
shift 3
here=$(dirname "$0")
measured=models/measured
mkdir -p "$measured"
python3 "$here/train.py" --data "$data" --out "$out" "$@"
python3 "$here/export.py" --data "$data" --out "$out" --date "$date"
python3 "$here/held_back.py" --data "$data" --to "$out/held"
npx tsx scripts/evaluate.ts --data "$data" --scores "$out/dev.jsonl"
npx tsx scripts/evaluate.ts --data "$out/held" --split held --scores "$out/held.jsonl"
npx tsx scripts/evaluate.ts --data "$data" --altered "$measured/altered.json"
npx tsx scripts/evaluate-boxes.ts --data "$data" --json "$measured/boxes.json"
npx tsx scripts/new-character.ts --data "$data" --json "$measured/new-character.json"
python3 "$here/figures.py" --data "$data" --scores "$out/dev.jsonl" --held "$out/held.jsonl"
python3 "$here/cross_validate.py" --data "$data"
python3 "$here/card.py" --data "$data"
