# Makes the AOT caches of receiver, static server and runner: starts each with the package's own jars
# and flags, against a PostgreSQL and a Redis of its own, and lets them do once what they will do a
# thousand times: take a signed push, build it in a container, serve it. To be sourced by `build`.
#
# JDK 25 does not notice that a jar has changed under its cache. So caches and jars are made
# together, installed together in a folder with the version in its name, and never changed there.

readonly training_user=postgres

train() (
  engine_answers || fail "the runner is trained by a build, and no container engine answers; run setup/engine"
  local folder training children=() programs_running=()
  folder=$(mktemp -d)
  trap 'end_training' EXIT
  say "training: one push, built and served, to make the start of each program fast"
  chmod 755 "$folder"
  training_settings
  start_postgres
  start_redis
  run_program cli migrate
  run_program cli key create "$folder/secrets/encryption-key" >/dev/null
  make_repository
  start_program receiver receiver.port
  start_program static static.port
  local token
  token=$(run_program cli token create --label training | tail -n 1)
  push "$token"
  AOT=runner run_program runner
  visit
  stop_programs
  for name in receiver static runner; do
    [[ -s $work/$name.aot ]] || fail "training made no AOT cache of $name; see $folder/$name.log"
  done
  touch "$work/trained"
)

free_port() { perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport'; }

# The folder as everyone may read it, a port for each listener, and the variables of all programs.
training_settings() {
  mkdir "$folder"/{data,secrets,postgres,redis}
  for name in postgres redis receiver static; do free_port >"$folder/$name.port"; done
  head -c 24 /dev/urandom | base64 >"$folder/secrets/database-password"
  chmod 600 "$folder/secrets/database-password"
  training=training$RANDOM
  export SLIPWAY_URL="http://localhost:$(<"$folder/receiver.port")" SLIPWAY_INSTANCE=$training SLIPWAY_GIT_FOLDERS=true
  export SLIPWAY_DATABASE_URL="jdbc:postgresql://127.0.0.1:$(<"$folder/postgres.port")/slipway"
  export SLIPWAY_DATABASE_USER=slipway SLIPWAY_DATABASE_PASSWORD_FILE=$folder/secrets/database-password
  export SLIPWAY_REDIS_URL="redis://127.0.0.1:$(<"$folder/redis.port")"
  export SLIPWAY_ENCRYPTION_KEY_FILE=$folder/secrets/encryption-key
  export SLIPWAY_ARTIFACTS=$folder/data/artifacts SLIPWAY_LOGS=$folder/data/logs SLIPWAY_WORK=$folder/data/work
  export SLIPWAY_RECEIVER_LISTEN="127.0.0.1:$(<"$folder/receiver.port")" SLIPWAY_STATIC_LISTEN="127.0.0.1:$(<"$folder/static.port")"
  export SLIPWAY_DOORBELL=$folder/doorbell SLIPWAY_CONFIG=$folder/slipway.yaml
  # So that reading the settings file is trained too; the variables win.
  printf 'runners: 1\ngit:\n  folders: true\n' >"$SLIPWAY_CONFIG"
  # As systemd names what it starts.
  INVOCATION_ID=$(tr -d - </proc/sys/kernel/random/uuid)
  export INVOCATION_ID
}

start_postgres() {
  local binaries as_postgres=(env --chdir="$folder/postgres")
  binaries=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
  [[ -n $binaries ]] || fail "training needs PostgreSQL; setup/test-machine installs it"
  # PostgreSQL refuses to run as root.
  if ((EUID == 0)); then
    chown "$training_user" "$folder/postgres"
    as_postgres+=(setpriv --reuid="$training_user" --regid="$training_user" --init-groups)
  fi
  "${as_postgres[@]}" "$binaries/initdb" --pgdata="$folder/postgres/data" --username=postgres --auth-local=trust \
    --auth-host=scram-sha-256 --encoding=UTF8 --no-locale --no-sync --no-instructions >"$folder/postgres.log" 2>&1
  "${as_postgres[@]}" "$binaries/postgres" -D "$folder/postgres/data" -k "$folder/postgres" -p "$(<"$folder/postgres.port")" \
    -c listen_addresses=127.0.0.1 -c fsync=off >>"$folder/postgres.log" 2>&1 </dev/null &
  children+=($!)
  await PostgreSQL "${as_postgres[@]}" "$binaries/pg_isready" -q -h "$folder/postgres" -p "$(<"$folder/postgres.port")"
  printf "create role slipway login password '%s';\ncreate database slipway owner slipway;\n" \
    "$(<"$folder/secrets/database-password")" \
    | "${as_postgres[@]}" "$binaries/psql" -q -h "$folder/postgres" -p "$(<"$folder/postgres.port")" -U postgres
}

start_redis() {
  redis-server --bind 127.0.0.1 --port "$(<"$folder/redis.port")" --save '' --appendonly no --dir "$folder/redis" \
    >"$folder/redis.log" 2>&1 </dev/null &
  children+=($!)
}

make_repository() {
  local site=$folder/site
  mkdir "$site"
  printf '{"scripts": {"build": "mkdir dist && echo built > dist/index.html"}}\n' >"$site/package.json"
  git -C "$site" init --quiet --initial-branch main
  git -C "$site" add --all
  git -C "$site" -c user.name=training -c user.email=training@localhost -c commit.gpgsign=false commit --quiet --message training
}

# Runs a program of the package to its end, with its flags; AOT names the cache to make.
run_program() {
  local name=$1
  shift
  local arguments
  mapfile -t arguments < <(arguments "$work/lib" "$name" ${AOT:+"-XX:AOTCacheOutput=$work/$AOT.aot"})
  timeout 300 "$work/runtime/bin/java" "${arguments[@]}" "$@" 2>>"$folder/$name.log" </dev/null || {
    tail -n 20 "$folder/$name.log" >&2
    fail "training: $name $* did not end well"
  }
}

start_program() {
  local name=$1 port
  port=$(<"$folder/$2")
  local arguments
  mapfile -t arguments < <(arguments "$work/lib" "$name" "-XX:AOTCacheOutput=$work/$name.aot")
  "$work/runtime/bin/java" "${arguments[@]}" >"$folder/$name.log" 2>&1 </dev/null &
  programs_running+=($!)
  await "$name" curl -s -o "$folder/answer" "http://127.0.0.1:$port/"
}

await() {
  local what=$1 until=$((SECONDS + 90))
  shift
  until "$@"; do
    ((SECONDS < until)) || {
      tail -n 20 "$folder"/*.log >&2
      fail "training: $what does not answer"
    }
    sleep 0.1
  done
}

api() {
  curl --fail-with-body -sS -m 30 -H "Host: localhost:$(<"$folder/receiver.port")" -H "Authorization: Bearer $1" \
    "http://127.0.0.1:$(<"$folder/receiver.port")$2" "${@:3}"
}

push() {
  local token=$1 secret body commit signature
  secret=$(api "$token" /api/projects -H 'Content-Type: application/json' \
    -d "{\"name\": \"training\", \"repository\": \"$folder/site\"}" | sed 's/.*"secret" *: *"\([^"]*\)".*/\1/')
  commit=$(git -C "$folder/site" rev-parse HEAD)
  body="{\"ref\": \"refs/heads/main\", \"after\": \"$commit\", \"deleted\": false, \"created\": false,
    \"head_commit\": {\"id\": \"$commit\", \"message\": \"training\", \"author\": {\"name\": \"training\"}}, \"repository\": {\"name\": \"training\"}}"
  signature=$(printf '%s' "$body" | openssl dgst -sha256 -hmac "$secret" | sed 's/.* //')
  api "$token" /hooks/github/training -H 'Content-Type: application/json' -H 'X-GitHub-Event: push' \
    -H 'X-GitHub-Delivery: 00000000-0000-4000-8000-000000000001' -H "X-Hub-Signature-256: sha256=$signature" -d "$body" >"$folder/answer"
  api "$token" /api/projects >"$folder/answer"
}

visit() {
  local page
  page=$(curl --fail -sS -m 30 -H "Host: training.localhost" "http://127.0.0.1:$(<"$folder/static.port")/")
  [[ $page == built ]] || fail "training: the site that was built answers: $page"
  curl --fail -sS -m 30 -o "$folder/answer" -H "Host: localhost" "http://127.0.0.1:$(<"$folder/receiver.port")/"
}

# A program that is told to end writes its cache then.
stop_programs() {
  local pid
  for pid in "${programs_running[@]}"; do kill -TERM "$pid"; done
  for pid in "${programs_running[@]}"; do wait "$pid" || true; done
  programs_running=()
}

end_training() {
  local status=$? pid volume
  for pid in "${programs_running[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
  for pid in "${children[@]}"; do kill -TERM "$pid" && kill -QUIT "$pid"; done 2>/dev/null
  for pid in "${programs_running[@]}" "${children[@]}"; do wait "$pid" 2>/dev/null || true; done
  for volume in $(timeout 30 docker volume ls --quiet --filter "label=dev.slipway.instance=${training:-none}"); do
    timeout 30 docker volume rm "$volume" >/dev/null || true
  done
  ((status != 0)) && say "the logs of the training are in $folder" || rm -rf -- "$folder"
  exit "$status"
}
