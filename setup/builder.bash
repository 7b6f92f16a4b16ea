# What the programs that make builder images share: packages with their digests become a file tree,
# the tree one layer, and the layer an archive whose every byte follows from the packages, so that the
# image's id does too. To be sourced, never run. Who sources it sets `image`, `wanted`, `needless` and
# `prune`, and says what else is in the tree (furnish) and in the image's settings (environment).
#
# No root is needed. apt runs in a folder of its own with an empty list of installed packages: it
# finds the dependencies and checks the signatures, and the host's packages are left alone.

readonly label=dev.slipway.recipe
readonly authorities=/etc/ssl/certs/ca-certificates.crt
readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/slipway/builder
# Debian packages, pinned: file, bytes, SHA-256. The first line says for which release.
readonly debs_lock=$here/$self.debs
# What every image was made at: the time would be the only thing in it that differs from run to run.
readonly created=1970-01-01T00:00:00Z

image_id() {
  timeout 20 docker image inspect --format '{{.Id}}' "$1" 2>/dev/null </dev/null || true
}

image_recipe() {
  timeout 20 docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$image" 2>/dev/null </dev/null || true
}

# ── an image from a registry ─────────────────────────────────────────────────────────────────────

# Gives the image that the user names the builder's name; false if no registry has it.
pull() {
  local reference=$1
  if [[ -z $(image_id "$reference") ]]; then
    say "pulling $reference, for 5 minutes at most"
    timeout 300 docker pull --quiet "$reference" >/dev/null </dev/null || return 1
  fi
  [[ $(image_id "$reference") == "$(image_id "$image")" ]] || docker tag "$reference" "$image"
}

# ── Debian packages ──────────────────────────────────────────────────────────────────────────────

release() {
  # shellcheck disable=SC1091
  (. /etc/os-release && echo "$ID ${VERSION_CODENAME:-unknown} $(dpkg --print-architecture)")
}

apt() {
  timeout 300 apt-get -qq -o Dir::State::status="$cache/apt/status" -o Dir::State::Lists="$cache/apt/lists" \
    -o Dir::Cache="$cache/apt/cache" -o APT::Sandbox::User="$(id -un)" -o APT::Install-Recommends=false \
    -o APT::Get::List-Cleanup=true -o Acquire::Languages=none -o Acquire::Retries=2 -o Acquire::http::Timeout=30 \
    -o Acquire::https::Timeout=30 -o DPkg::Post-Invoke= -o APT::Update::Post-Invoke= \
    -o APT::Update::Post-Invoke-Success= -o Debug::NoLocking=true "$@" </dev/null
}

prepare_apt() {
  mkdir -p "$cache"/apt/{lists/partial,cache/archives/partial,debs}
  : >"$cache/apt/status"
  apt update 2>"$cache/apt/log" \
    || fail "apt-get could not read the lists of packages: $(tail -n 1 "$cache/apt/log"); check /etc/apt and the network"
}

# The packages that the release has now, with all they need: file name, bytes.
newest_debs() {
  apt --print-uris -y install "${wanted[@]}" 2>"$cache/apt/log" | awk '{ print $2, $3 }' | while read -r file bytes; do
    [[ ${file%%_*} =~ $needless ]] || echo "$file $bytes"
  done
}

# Those of the lock: file name, bytes, digest. False if there is none for this release.
locked_debs() {
  [[ -f $debs_lock && $(head -n 1 "$debs_lock") == "# $(release)" ]] || return 1
  sed '/^#/d; /^$/d' "$debs_lock"
}

# Whether a package is in the cache and is the one of the lock, where there is one.
have_deb() {
  local file=$1 digest=$2 got
  [[ -f $cache/apt/debs/$file ]] || return 1
  [[ -n $digest ]] || return 0
  got=$(sha256sum <"$cache/apt/debs/$file")
  [[ ${got%% *} == "$digest" ]]
}

missing_debs() {
  local file bytes digest
  while read -r file bytes digest; do
    have_deb "$file" "$digest" || echo "$file $bytes $digest"
  done
}

# package_1%3a2.3-4_amd64.deb is package=1:2.3-4.
exactly() {
  local name=${1%%_*} version=${1#*_}
  version=${version%_*}
  echo "$name=${version//%3a/:}"
}

# Downloads packages, exactly these; apt checks their signatures, and the lock's digests are checked
# after it. False if one is not to be had any more.
fetch_debs() {
  local file _ digest names=() files=()
  while read -r file _ digest; do
    rm -f "$cache/apt/debs/$file"
    names+=("$(exactly "$file")")
    files+=("$file $digest")
  done
  ((${#names[@]} == 0)) && return
  (cd "$cache/apt/debs" && apt download "${names[@]}") 2>"$cache/apt/log" || return 1
  for file in "${files[@]}"; do
    have_deb "${file%% *}" "${file#* }" || fail "Debian package ${file%% *} is not the one that ${debs_lock##*/} names"
  done
}

# Sets `debs` to the packages, all of them in the cache. Those of the lock, unless the release has
# replaced one: then the newest of all, which is said, and the image is another than the lock's.
debs=
pinned=yes
get_debs() {
  if debs=$(locked_debs); then
    [[ -n $(missing_debs <<<"$debs") ]] || return 0
    prepare_apt
    announce "$(missing_debs <<<"$debs")"
    missing_debs <<<"$debs" | fetch_debs && return
    [[ -z ${SLIPWAY_BUILDER_LOCKED:-} ]] \
      || fail "a Debian package of ${debs_lock##*/} is not to be had any more: $(tail -n 1 "$cache/apt/log"); run: $self renew"
    say "a Debian package of ${debs_lock##*/} is not to be had any more ($(tail -n 1 "$cache/apt/log")): taking the newest ones"
  else
    [[ -z ${SLIPWAY_BUILDER_LOCKED:-} ]] || fail "${debs_lock##*/} is not for $(release)"
    prepare_apt
  fi
  pinned=no
  debs=$(newest_debs) && [[ -n $debs ]] || fail "apt-get cannot name what ${wanted[*]} need: $(tail -n 1 "$cache/apt/log")"
  announce "$(missing_debs <<<"$debs")"
  missing_debs <<<"$debs" | fetch_debs \
    || fail "Debian packages could not be downloaded: $(tail -n 1 "$cache/apt/log"); check the network, then run this again"
}

announce() {
  awk -v self="$self" -v cache="$cache" 'NF { count++; bytes += $2 } END {
    if (count) printf "%s: downloading %d packages, %.0f MB, into %s\n", self, count, bytes / 1e6, cache }' <<<"$1"
}

renew_debs() {
  local file bytes digest new
  prepare_apt
  debs=$(newest_debs)
  missing_debs <<<"$debs" | fetch_debs || fail "Debian packages could not be downloaded: $(tail -n 1 "$cache/apt/log")"
  new=$(mktemp)
  {
    echo "# $(release)"
    echo "# The Debian packages in the builder image, pinned: file, bytes, SHA-256. Written by $self renew."
    while read -r file bytes; do
      digest=$(sha256sum <"$cache/apt/debs/$file")
      echo "$file $bytes ${digest%% *}"
    done <<<"$debs"
  } >"$new"
  cat "$new" >"$debs_lock"
  rm -f "$new"
  say "${debs_lock##*/} names $(wc -l <<<"$debs") packages"
}

# ── the file tree ────────────────────────────────────────────────────────────────────────────────

# bin, sbin and lib are links before anything is unpacked: a package that brings /bin as a folder
# must not replace them.
unpack_debs() {
  local root=$1 file _
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
  for file in bin sbin lib lib64; do ln -s "usr/$file" "$root/$file"; done
  while read -r file _; do
    dpkg-deb --fsys-tarfile "$cache/apt/debs/$file" \
      | tar -x -C "$root" --keep-directory-symlink --no-same-owner -p "${prune[@]}"
  done
}

# busybox stands in for coreutils and friends where no package brought the real one. Its wget is
# left out: it crashes on some kernels, and curl is there.
link_busybox() {
  local root=$1 applet
  while read -r applet; do
    [[ $applet == wget || -e $root/usr/bin/$applet || -e $root/usr/sbin/$applet ]] || ln -s busybox "$root/usr/bin/$applet"
  done < <("$root/usr/bin/busybox" --list)
}

write_settings() {
  local root=$1
  mkdir -p "$root"/{workspace,cache,home/builder,etc/ssl/certs,usr/share/slipway,tmp}
  chmod 1777 "$root/tmp"
  cp -- "$authorities" "$root/etc/ssl/certs/ca-certificates.crt"
  printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'builder:x:1000:1000:builder:/home/builder:/bin/sh' \
    'nobody:x:65534:65534:nobody:/nonexistent:/bin/false' >"$root/etc/passwd"
  printf '%s\n' 'root:x:0:' 'builder:x:1000:' 'nogroup:x:65534:' >"$root/etc/group"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  printf '[safe]\n\tdirectory = *\n' >"$root/etc/gitconfig"
}

# ── the image ────────────────────────────────────────────────────────────────────────────────────

# One layer, the same bytes for the same packages. The three folders that belong to the builder
# come last: the rest is root's, whoever made it.
layer() {
  local root=$1 to=$2 fixed=(--sort=name --mtime=@0 --numeric-owner --format=gnu)
  local own=(./workspace ./cache ./home/builder)
  tar -cf "$to" -C "$root" "${fixed[@]}" --owner=0 --group=0 "${own[@]/#/--exclude=}" .
  tar -rf "$to" -C "$root" "${fixed[@]}" --owner=1000 --group=1000 "${own[@]}"
}

# A text as JSON has it.
json() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

json_list() {
  local separator='' word
  printf '['
  for word; do
    printf '%s' "$separator"
    json "$word"
    separator=,
  done
  printf ']'
}

config() { # DIFF-ID
  local variables=()
  readarray -t variables < <(environment)
  printf '{"architecture":"%s","config":{"Cmd":["sh"],"Env":%s,"Labels":{"dev.slipway.pinned":"%s","%s":"%s"},"User":"1000:1000","WorkingDir":"/workspace"},' \
    "$(dpkg --print-architecture)" "$(json_list "${variables[@]}")" "$pinned" "$label" "$(recipe)"
  printf '"created":"%s","history":[{"created":"%s","created_by":"%s"}],"os":"linux","rootfs":{"diff_ids":["sha256:%s"],"type":"layers"}}' \
    "$created" "$created" "$self" "$1"
}

digest_of() {
  local got
  got=$(sha256sum <"$1")
  echo "${got%% *}"
}

# Turns a folder with layer.tar into that of an archive, which `pack` prints. Prints the image's id.
compose() {
  local folder=$1 diff id
  diff=$(digest_of "$folder/layer.tar")
  config "$diff" >"$folder/config.json"
  id=$(digest_of "$folder/config.json")
  mv -- "$folder/config.json" "$folder/$id.json"
  printf '[{"Config":"%s.json","Layers":["layer.tar"],"RepoTags":["%s"]}]' "$id" "$image" >"$folder/manifest.json"
  echo "$id"
}

pack() { tar -c -C "$1" --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 --mode=u=rw,go=r --format=gnu -- manifest.json "$2.json" layer.tar; }

# Loads the archive, and asks for what must be there then: the engine accepts a broken archive
# without a word. One that numbers images otherwise must have the layer.
load() {
  local folder=$1 id=$2 got old
  old=$(image_id "$image")
  pack "$folder" "$id" | timeout 300 docker load >/dev/null 2>"$folder/log" \
    || fail "the engine did not take the image: $(tail -n 1 "$folder/log"); is there room on its disk?"
  got=$(image_id "$image")
  if [[ ${got#sha256:} != "$id" && $(layers_of "$image") != "[sha256:$(digest_of "$folder/layer.tar")]" ]]; then
    fail "the engine has $image as ${got:-nothing}, but it is $id; is there room on its disk?"
  fi
  # The image before this one is nobody's now, unless a container or another name holds it.
  [[ -z $old || $old == "$got" ]] || docker image rm "$old" >/dev/null 2>&1 </dev/null || true
}

layers_of() { timeout 20 docker image inspect --format '{{.RootFS.Layers}}' "$1" 2>/dev/null </dev/null || true; }

# ── the commands ─────────────────────────────────────────────────────────────────────────────────

# Makes the image, into the engine or the file that is named.
make_image() {
  local output=$1 work id
  { has apt-get && has dpkg-deb; } \
    || fail "builder images are made of Debian packages, and there is no apt-get here; set $setting to an image of your own, with git, sh and a user 1000"
  [[ -f $authorities ]] || fail "no $authorities here; install ca-certificates"
  say "making $image from packages: takes about a minute"
  get_debs
  get_more
  say "assembling the files"
  work=$(mktemp -d "$cache/work.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf -- '$work'" EXIT
  unpack_debs "$work/root" <<<"$debs"
  write_settings "$work/root"
  furnish "$work/root"
  link_busybox "$work/root"
  { cut -d ' ' -f 1 <<<"$debs" && more_packages; } >"$work/root/usr/share/slipway/packages"
  layer "$work/root" "$work/layer.tar"
  rm -rf -- "$work/root"
  id=$(compose "$work")
  if [[ -n $output ]]; then
    pack "$work" "$id" >"$output.new"
    mv -- "$output.new" "$output"
    say "$output is $image, sha256:$id"
  else
    say "loading $(($(stat -c %s "$work/layer.tar") / 1000000)) MB into the engine"
    load "$work" "$id"
    say "$image is ready: sha256:$id in ${SECONDS} s"
  fi
  [[ $pinned == yes ]] || say "not all of it is pinned: $self renew pins what there is now"
}

ensure() {
  local given=${!setting:-}
  engine_answers || fail "no container engine answers; start one, or run setup/engine"
  if [[ -n $given && $given != "$image" ]]; then
    if pull "$given"; then
      say "$image is $given"
      return
    fi
    [[ $given != *@sha256:* ]] || fail "$given could not be pulled, and nothing else has that digest; try docker pull $given, see to the registry, or unset $setting to have the image made from packages"
    say "$given could not be pulled; the image is made from packages instead"
  fi
  if [[ $(image_recipe) == "$(recipe)" ]]; then
    say "$image is there"
    return
  fi
  alone
  [[ $(image_recipe) == "$(recipe)" ]] || make_image ''
}

alone() {
  mkdir -p "$cache"
  exec {guard}>"$cache/lock"
  flock --wait 900 "$guard" || fail "another $self has been at work for 15 minutes; end it, then run this again"
}

usage() { fail "usage: $self [build [--output FILE] | renew]; without any it makes the image only if it is missing"; }

main() {
  case ${1:-ensure} in
    ensure) ensure ;;
    renew)
      alone
      renew
      ;;
    build)
      case $# in
        1)
          engine_answers || fail "no container engine answers; start one, or run setup/engine"
          alone
          make_image ''
          ;;
        3)
          [[ $2 == --output ]] || usage
          alone
          make_image "$3"
          ;;
        *) usage ;;
      esac
      ;;
    *) usage ;;
  esac
}
