# The main program of the container that gives a build copies of package stores: copies each folder
# STORE of /packages to /cache, unless it is larger than what is left of KIB and FILES, or the file
# system of FOLDER would have less than FREE KiB left. Prints what it has done, a line for each.
#
# packages.sh FOLDER FREE KIB FILES STORE...

folder=$1 free=$2 kib=$3 files=$4
shift 4

# Tells whether $store fits; sets $size and $count.
fits() {
  held=$(du -ak "/packages/$store" 2>/dev/null | awk 'END { print (NR ? $1 : 0), NR }')
  size=${held% *} count=${held#* }
  # shellcheck disable=SC2046 # to be split: blocks and their size
  set -- $(stat -f -c '%a %S' "$folder")
  [ "$size" -le "$kib" ] && [ "$count" -le "$files" ] && [ "$(($1 * $2 / 1024 - size))" -ge "$free" ]
}

# A copy that is not complete is not seen.
copy() {
  case $store in */*) mkdir -p "/cache/${store%/*}" ;; esac
  cp -a "/packages/$store" /cache/.copy 2>/dev/null && mv /cache/.copy "/cache/$store"
}

for store; do
  if [ ! -d "/packages/$store" ]; then
    continue
  fi
  if ! fits; then
    echo "$store is too large"
  elif copy; then
    echo "$store $((size / 1024)) MiB"
    kib=$((kib - size)) files=$((files - count))
  else
    echo "$store could not be read"
    rm -rf /cache/.copy
  fi
done
