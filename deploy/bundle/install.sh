#!/usr/bin/env bash
# 在没有网络的主机上安装、升级、卸载。Installs, upgrades and removes on a host without a network.
#
#   ./install.sh [--prefix /opt/fengqiao] [--config /etc/fengqiao] [--data /var/lib/fengqiao] [--user fengqiao]
#                [--url https://fengqiao.example.gov.cn] [--key release.pem] [--no-packages] [--no-service]
#   ./install.sh --uninstall [--prefix …]      程序删除，数据和密钥保留 removes the programs, keeps data and keys
#
# Twice is as once: keys and settings that are there are kept, and so is a release that is whole.
set -euo pipefail
umask 022
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
prefix=/opt/fengqiao config=/etc/fengqiao data=/var/lib/fengqiao user=fengqiao url=http://localhost:8000 key=
packages=yes service=yes verb=install
while [ $# -gt 0 ]; do
    case $1 in
    --prefix) prefix=$2; shift ;;
    --config) config=$2; shift ;;
    --data) data=$2; shift ;;
    --user) user=$2; shift ;;
    --url) url=$2; shift ;;
    --key) key=$2; shift ;;
    --no-packages) packages=no ;;
    --no-service) service=no ;;
    --uninstall) verb=uninstall ;;
    *) echo "不认识的参数 unknown: $1" >&2; exit 2 ;;
    esac
    shift
done

say() { printf '== %s\n' "$*"; }
stop() { printf '%s\n' "$@" >&2; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }
has_systemd() { [ "$service" = yes ] && is_root && [ -d /run/systemd/system ]; }
unit=/etc/systemd/system/fengqiao.service

# Every file is there as it was made, and no file beside them.
check_sums() {
    say "核对摘要 checking the digests"
    cd "$here"
    [ -s SHA256SUMS ] || stop "缺少 SHA256SUMS。SHA256SUMS is missing."
    sha256sum --check --strict --quiet SHA256SUMS >&2 ||
        stop "摘要不符：安装包已损坏或被改动，什么也没有安装。" \
            "A digest differs: the bundle is damaged or was changed. Nothing has been installed."
    local strange
    strange=$(comm -13 <(cut -c67- SHA256SUMS | LC_ALL=C sort) \
        <(find . -type f ! -path ./SHA256SUMS ! -path ./SHA256SUMS.sig -printf '%P\n' | LC_ALL=C sort))
    [ -z "$strange" ] || stop "清单以外的文件 files that are not listed:" "$strange"
    if [ -n "$key" ]; then
        command -v openssl > /dev/null || stop "核对签名需要 openssl。openssl is needed to check the signature."
        openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig > /dev/null 2>&1 ||
            stop "签名不符，什么也没有安装。The signature does not fit. Nothing has been installed."
        say "签名相符 the signature fits"
    fi
}

# From the bundle alone: apt takes what this host lacks, and replaces nothing by something older.
install_packages() {
    [ "$packages" = yes ] && [ -s "$here/debian/Packages" ] && is_root && command -v apt-get > /dev/null || return 0
    say "安装系统软件包 installing system packages"
    local lists
    lists=$(mktemp -d)
    chmod 755 "$lists"
    # apt's own account may not read where the bundle lies.
    cp -r "$here/debian" "$lists/debian"
    echo "deb [trusted=yes] file:$lists/debian ./" > "$lists/sources"
    mkdir -p "$lists/state/lists/partial"
    local from=(-qq -o Dir::Etc::SourceList="$lists/sources" -o Dir::Etc::SourceParts=/dev/null
        -o Dir::State::Lists="$lists/state/lists" -o APT::Sandbox::User=root)
    apt-get "${from[@]}" update > /dev/null
    DEBIAN_FRONTEND=noninteractive apt-get "${from[@]}" install --yes --no-install-recommends --no-remove \
        python3-venv libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk > /dev/null
    rm -rf "$lists"
}

find_python() {
    local each
    for each in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        command -v "$each" > /dev/null || continue
        "$each" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || continue
        python=$(command -v "$each")
        return
    done
    stop "需要 Python 3.11 或更高版本，带 venv。Python 3.11 or newer is needed, with venv."
}

make_account() {
    is_root || { user=$(id -un); return 0; }
    id "$user" > /dev/null 2>&1 && return 0
    say "建立账号 making the account $user"
    useradd --system --home-dir "$data" --no-create-home --shell /usr/sbin/nologin "$user"
}

# A release is a directory of its own, whole or not at all; `current` names the one that runs.
place_release() {
    read -r version commit < "$here/VERSION"
    release=$prefix/releases/$version-$(sha256sum < "$here/SHA256SUMS" | cut -c1-12)
    if [ -e "$release/.whole" ]; then
        say "版本已在 the release is there: $release"
        return
    fi
    say "安装版本 installing $version ($commit)"
    rm -rf "$release"
    mkdir -p "$release/bin"
    "$python" -m venv "$release/venv"
    "$release/venv/bin/python" -m pip --isolated install --quiet --disable-pip-version-check \
        --no-index --find-links "$here/wheels" --no-deps --require-hashes -r "$here/run.txt"
    cp -r "$here/app" "$here/documents" "$here/sbom.json" "$here/VERSION" "$release/"
    "$release/venv/bin/python" -m compileall -q "$release/app"
    sed -e "s|@CONFIG@|$config|g; s|@RELEASE@|$release|g" > "$release/bin/fengqiao" << 'END'
#!/bin/sh
# Settings and keys are read where they may be; what the environment says counts before them.
for each in @CONFIG@/settings.env @CONFIG@/keys.env; do
    [ -r "$each" ] || continue
    while IFS= read -r line; do
        case $line in '' | '#'*) continue ;; esac
        printenv "${line%%=*}" > /dev/null || export "$line"
    done < "$each"
done
export PYTHONPATH=@RELEASE@/app PYTHONDONTWRITEBYTECODE=1
exec @RELEASE@/venv/bin/python -c 'from cli import app; app()' "$@"
END
    chmod 755 "$release/bin/fengqiao"
    touch "$release/.whole"
}

fresh() { head -c 32 /dev/urandom | base64 -w 0; }

# Once made they are kept: a new key would not open what the old one has sealed.
place_settings() {
    mkdir -p "$config"
    if [ ! -e "$data" ]; then # one that is there keeps its mode: an account of its own may pass through it
        mkdir -p "$data"
        chmod 700 "$data"
    fi
    if [ ! -e "$config/settings.env" ]; then
        say "写入设置 writing $config/settings.env"
        cat > "$config/settings.env" << END
# 其余设置见 documents 中的说明 further settings stand in the documents
FENGQIAO_VAR=$data
FENGQIAO_IDENTITY=local
FENGQIAO_PUBLIC_URL=$url
END
    fi
    if [ ! -e "$config/keys.env" ]; then
        say "生成密钥 making keys: $config/keys.env"
        (
            umask 077
            cat > "$config/keys.env.new" << END
FENGQIAO_ENGINE_KEYS=first:$(fresh)
FENGQIAO_KEEPER_KEY=$(fresh)
FENGQIAO_SIGNING_KEYS=$(fresh)
FENGQIAO_TOKEN_KEY=$(fresh)
FENGQIAO_SEALED_ENGINE_KEYS=sealed-first:$(fresh)
FENGQIAO_SEALED_KEEPER_KEY=$(fresh)
FENGQIAO_SEALED_SIGNING_KEYS=$(fresh)
END
            sync "$config/keys.env.new"
            mv "$config/keys.env.new" "$config/keys.env"
        )
        say "请另存一份密钥，与数据分开：没有它，数据打不开。Keep a copy of the keys apart from the data: without them nothing opens."
    else
        say "密钥已在，不动 keys are there, and stay: $config/keys.env"
    fi
    if is_root; then
        chown "$user" "$data" "$config/keys.env"
    fi
}

switch() {
    local before=no
    if has_systemd && systemctl is-active --quiet fengqiao; then
        say "停止服务 stopping the service"
        systemctl stop fengqiao
        before=yes
    fi
    ln -sfn "$release" "$prefix/current.new"
    mv -T "$prefix/current.new" "$prefix/current"
    if has_systemd; then
        sed -e "s|@USER@|$user|; s|@DATA@|$data|; s|@CONFIG@|$config|; s|@PREFIX@|$prefix|" \
            "$here/fengqiao.service" > "$unit"
        systemctl daemon-reload
        systemctl enable --quiet fengqiao
        [ "$before" = no ] || systemctl start fengqiao
    fi
    say "完成 done: $prefix/current -> $release"
    if has_systemd; then
        say "启动 start it: systemctl start fengqiao"
    else
        say "启动 start it as $user: $prefix/current/bin/fengqiao run"
    fi
}

uninstall() {
    if has_systemd && [ -e "$unit" ]; then
        systemctl disable --now --quiet fengqiao || true
        rm -f "$unit"
        systemctl daemon-reload
    fi
    [ ! -e "$prefix/current" ] || [ -d "$prefix/releases" ] || stop "$prefix 不是本系统的 is not ours"
    rm -rf "$prefix/releases" "$prefix/current"
    rmdir "$prefix" 2> /dev/null || true
    say "程序已删除；保留 removed; kept: $config $data"
}

if [ "$verb" = uninstall ]; then
    uninstall
    exit
fi
check_sums
install_packages
find_python
make_account
place_release
place_settings
switch
