// Signs a path for Weir, and prints it with its query.
//
//	go run sign.go a    KEY PATH TIMESTAMP
//	go run sign.go hmac KEY PATH EXPIRY [w_user=ann w_max=2 ...]
package main

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"sort"
	"strings"
)

func typeA(key, path, timestamp string) string {
	fields := timestamp + "-0-0"
	hash := md5.Sum([]byte(path + "-" + fields + "-" + key))
	return path + "?auth_key=" + fields + "-" + hex.EncodeToString(hash[:])
}

func hmacSHA256(key, path, expiry string, limits map[string]string) string {
	signed := map[string]string{"w_exp": expiry}
	scope := path
	for name, value := range limits {
		signed[name] = value
		if name == "w_path" {
			scope = value
		}
	}
	names := make([]string, 0, len(signed))
	for name := range signed {
		names = append(names, name)
	}
	sort.Strings(names)
	lines := []string{"weir-url-1", scope}
	query := make([]string, 0, len(names))
	for _, name := range names {
		lines = append(lines, name+"="+signed[name])
		query = append(query, name+"="+url.QueryEscape(signed[name]))
	}
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(strings.Join(lines, "\n")))
	return path + "?" + strings.Join(query, "&") + "&w_sig=" + hex.EncodeToString(mac.Sum(nil))
}

func main() {
	form, key, path, time := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	if form == "a" {
		fmt.Println(typeA(key, path, time))
		return
	}
	limits := map[string]string{}
	for _, limit := range os.Args[5:] {
		name, value, _ := strings.Cut(limit, "=")
		limits[name] = value
	}
	fmt.Println(hmacSHA256(key, path, time, limits))
}
