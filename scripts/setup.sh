#!/usr/bin/env bash
# Installs what npm cannot: Chromium, Firefox ESR and ffmpeg. Quick and silent when they are there.
set -u

missing=()
command -v ffmpeg >/dev/null || missing+=(ffmpeg)
command -v chromium >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || missing+=(firefox-esr)
# `npm start` needs no Firefox: `setup.sh chromium ffmpeg` looks at these alone.
if [ $# -gt 0 ]; then
  wanted=" $* "
  kept=()
  for name in "${missing[@]+"${missing[@]}"}"; do
    case "$wanted" in *" $name "*) kept+=("$name") ;; esac
  done
  missing=("${kept[@]+"${kept[@]}"}")
fi
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Missing: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo -n); else
    echo "Install them as root, on Debian: apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi
if ! command -v apt-get >/dev/null; then
  echo "There is no apt here. Install these so that they are on the PATH: ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
if ! { "${as_root[@]+"${as_root[@]}"}" apt-get update -qq &&
  "${as_root[@]+"${as_root[@]}"}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }; then
  echo "apt could not install: ${missing[*]}" >&2
  exit 1
fi
echo "Installed: ${missing[*]}"
