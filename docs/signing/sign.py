"""Signs a path for Weir, and prints it with its query.

    python3 sign.py a    KEY PATH TIMESTAMP
    python3 sign.py hmac KEY PATH EXPIRY [w_user=ann w_max=2 ...]
"""

import hashlib
import hmac
import sys
from urllib.parse import quote


def type_a(key: str, path: str, timestamp: int) -> str:
    fields = f"{timestamp}-0-0"
    md5 = hashlib.md5(f"{path}-{fields}-{key}".encode()).hexdigest()
    return f"{path}?auth_key={fields}-{md5}"


def hmac_sha256(key: str, path: str, expiry: int, limits: dict[str, str]) -> str:
    signed = {"w_exp": str(expiry), **limits}
    lines = ["weir-url-1", limits.get("w_path", path)]
    lines += [f"{name}={signed[name]}" for name in sorted(signed)]
    signature = hmac.new(key.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in signed.items())
    return f"{path}?{query}&w_sig={signature}"


if __name__ == "__main__":
    form, key, path, time, *limits = sys.argv[1:]
    if form == "a":
        print(type_a(key, path, int(time)))
    else:
        print(hmac_sha256(key, path, int(time), dict(limit.split("=", 1) for limit in limits)))
