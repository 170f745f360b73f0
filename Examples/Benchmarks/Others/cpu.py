"""Runs a command and prints the CPU seconds that it took, user and system: cpu.py COMMAND…"""
import resource
import subprocess
import sys

answer = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True)
if answer.returncode != 0:
    sys.exit(answer.returncode)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:.2f}", answer.stdout.strip().splitlines()[-1])
