"""Serves a page of products again and again, as a list of N products with links from one to the next.

serve.py FILE N prints its address. All answers are made before; it takes no work that a client could be blamed for.
"""
import json
import re
import socketserver
import sys

with open(sys.argv[1], "rb") as file:
    page = file.read()
wanted = int(sys.argv[2])
per_page = len(json.loads(page)["_embedded"]["items"])
embedded = page[page.index(b'"_embedded"'):]
if not embedded.rstrip().endswith(b"}}"):
    sys.exit("the page's `_embedded` is not its last member")
pages = (wanted + per_page - 1) // per_page
path = "/api/rest/v1/products-uuid"


class Answers(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        origin = "http://" + self.server.text
        while True:
            line = self.rfile.readline().decode("latin-1")
            if not line.strip():
                return
            length = 0
            while (header := self.rfile.readline().decode("latin-1").lower()) not in ("\r\n", ""):
                if header.startswith("content-length:"):
                    length = int(header.split(":")[1])
            self.rfile.read(length)
            if "oauth" in line:
                self.answer([b'{"access_token":"a","refresh_token":"r","expires_in":3600,"token_type":"bearer"}'])
                continue
            found = re.search(r"search_after=p(\d+)", line)
            place = int(found.group(1)) if found else 0
            links = {"self": {"href": origin + path}}
            if place + 1 < pages:
                query = f"?pagination_type=search_after&limit={per_page}&search_after=p{place + 1}"
                links["next"] = {"href": origin + path + query}
            self.answer([b'{"_links":', json.dumps(links).encode(), b",", embedded])

    def answer(self, parts):
        size = sum(map(len, parts))
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
        self.request.sendall(head.encode())
        for part in parts:
            self.request.sendall(part)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


with Server(("127.0.0.1", 0), Answers) as server:
    server.text = "127.0.0.1:%d" % server.server_address[1]
    print("http://" + server.text, pages * per_page, flush=True)
    server.serve_forever()
