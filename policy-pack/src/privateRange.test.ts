import { describe, expect, it } from "vitest";
import { isPrivateRange } from "./privateRange.js";

describe("isPrivateRange", () => {
  it.each(["10.0.0.0/8", "10.255.0.0/16", "172.16.0.0/12", "172.31.0.0/16", "192.168.1.1/32", "100.127.0.0/16"])(
    "takes %s",
    (cidr) => {
      expect(isPrivateRange(cidr)).toBe(true);
    },
  );

  it.each(["fd00::/8", "fc00:1:2::/48", "fd12:3456:789a:1::/64", "fd00::1/128"])("takes %s", (cidr) => {
    expect(isPrivateRange(cidr)).toBe(true);
  });

  it.each(["0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/7", "172.16.0.0/11", "172.32.0.0/16", "192.168.0.0/15", "8.8.8.8/32"])(
    "refuses %s",
    (cidr) => {
      expect(isPrivateRange(cidr)).toBe(false);
    },
  );

  it.each(["::/0", "2001:db8::/32", "fe80::/10", "fc00::/7", "fd00::/0", "10.0.0.0", "anything", ""])(
    "refuses %s",
    (cidr) => {
      expect(isPrivateRange(cidr)).toBe(false);
    },
  );
});
