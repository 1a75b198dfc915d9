import { expect, test } from "vitest";
import { requestPeer } from "@/lib/web/request-peer";

test.each<[string, string | undefined, string | string[] | undefined, string[], string]>([
  ["nobody else's word", "203.0.113.9", "192.0.2.1", [], "203.0.113.9"],
  ["nor with other proxies", "203.0.113.9", "192.0.2.1", ["127.0.0.1"], "203.0.113.9"],
  ["the proxy's", "127.0.0.1", "192.0.2.1", ["127.0.0.1"], "192.0.2.1"],
  ["the last, which is the proxy's own", "127.0.0.1", "192.0.2.66, 192.0.2.1", ["127.0.0.1"], "192.0.2.1"],
  ["through two", "127.0.0.1", ["192.0.2.1", "10.0.0.7"], ["127.0.0.1", "10.0.0.7"], "192.0.2.1"],
  ["silent proxy", "127.0.0.1", undefined, ["127.0.0.1"], "127.0.0.1"],
  ["nonsense", "127.0.0.1", "<script>", ["127.0.0.1"], "127.0.0.1"],
  ["mapped", "::ffff:10.0.0.7", "::ffff:192.0.2.1", ["10.0.0.7"], "192.0.2.1"],
  ["IPv6 in another form", "::1", "2001:db8::1", ["0:0:0:0:0:0:0:1"], "2001:db8::1"],
  ["no address", undefined, "192.0.2.1", ["127.0.0.1"], "unknown"],
])("who asks: %s", (_, socket, header, proxies, peer) => {
  expect(requestPeer(socket, header, proxies)).toBe(peer);
});
