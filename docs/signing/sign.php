<?php
// Signs a path for Weir, and prints it with its query.
//
//   php sign.php a    KEY PATH TIMESTAMP
//   php sign.php hmac KEY PATH EXPIRY [w_user=ann w_max=2 ...]

function type_a(string $key, string $path, string $timestamp): string
{
    $fields = "$timestamp-0-0";
    return "$path?auth_key=$fields-" . md5("$path-$fields-$key");
}

function hmac_sha256(string $key, string $path, string $expiry, array $limits): string
{
    $signed = ['w_exp' => $expiry] + $limits;
    ksort($signed, SORT_STRING);
    $lines = ['weir-url-1', $limits['w_path'] ?? $path];
    $query = [];
    foreach ($signed as $name => $value) {
        $lines[] = "$name=$value";
        $query[] = "$name=" . rawurlencode($value);
    }
    $signature = hash_hmac('sha256', implode("\n", $lines), $key);
    return "$path?" . implode('&', $query) . "&w_sig=$signature";
}

[, $form, $key, $path, $time] = $argv;
if ($form === 'a') {
    echo type_a($key, $path, $time), "\n";
} else {
    $limits = [];
    foreach (array_slice($argv, 5) as $limit) {
        [$name, $value] = explode('=', $limit, 2);
        $limits[$name] = $value;
    }
    echo hmac_sha256($key, $path, $time, $limits), "\n";
}
