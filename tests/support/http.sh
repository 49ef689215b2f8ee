# Sourced by scripts that ask a running server: with curl, or with Node where curl is missing.

# ask METHOD URL [JSON]: the body goes to standard output, the status to $asked/status; cookies stay in $asked.
# The caller makes the folder $asked.
ask() {
  local method=$1 url=$2 body=${3:-}
  if command -v curl >/dev/null; then
    local more=()
    [ -z "$body" ] || more=(-H 'Content-Type: application/json' --data-binary "$body")
    curl -sS --compressed --noproxy '*' --max-time 60 -X "$method" -b "$asked/cookies" -c "$asked/cookies" -H 'X-Tandem-Request: 1' \
      -o "$asked/body" -w '%{http_code}' "${more[@]}" "$url" >"$asked/status" || return 1
    cat "$asked/body"
    return 0
  fi
  METHOD=$method URL=$url BODY=$body ASKED=$asked node --input-type=module -e '
    import { existsSync, readFileSync, writeFileSync } from "node:fs";
    const { METHOD, URL, BODY, ASKED } = process.env;
    const jar = `${ASKED}/node-cookies`;
    const headers = { "X-Tandem-Request": "1" };
    if (existsSync(jar)) headers.Cookie = readFileSync(jar, "utf8");
    if (BODY) headers["Content-Type"] = "application/json";
    const answer = await fetch(URL, { method: METHOD, headers, body: BODY || undefined, redirect: "manual" });
    const cookie = answer.headers.get("set-cookie");
    if (cookie) writeFileSync(jar, cookie.split(";")[0]);
    writeFileSync(`${ASKED}/status`, String(answer.status));
    process.stdout.write(await answer.text());
  '
}
