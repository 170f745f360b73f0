"""Prints how many MB/s `json.loads` or `orjson.loads` makes of a page, by CPU time: parse.py json|orjson FILE SECONDS"""
import importlib
import sys
import time

library = importlib.import_module(sys.argv[1])
seconds = float(sys.argv[3])
with open(sys.argv[2], "rb") as file:
    page = file.read()
loads = library.loads
loads(page)
times = 0
start = time.process_time()
while True:
    loads(page)
    times += 1
    elapsed = time.process_time() - start
    if elapsed >= seconds:
        break
print(f"{times * len(page) / elapsed / 1e6:.1f}")
