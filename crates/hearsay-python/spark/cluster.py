"""A real Spark cluster on this machine: a standalone master and two workers on loopback, from the PyPI package alone.

    python cluster.py            starts one, prints its address, and stops it on Ctrl-C or when its input ends
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyspark

HOST = "127.0.0.1"


class Cluster:
    """Its processes, by role; each may be killed on its own."""

    def __init__(self, workers: int = 2, memory: str = "2g") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hearsay-spark-"))
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.address = f"spark://{HOST}:{_free_port()}"
        port = self.address.rsplit(":", 1)[1]
        self._start("master", "org.apache.spark.deploy.master.Master", "--host", HOST, "--port", port, "--webui-port", "0")
        self._wait_for("master", "I have been elected leader")
        for number in range(workers):
            name = f"worker-{number}"
            place = ["--host", HOST, "--webui-port", "0", "--work-dir", str(self.folder / name)]
            self._start(name, "org.apache.spark.deploy.worker.Worker", "--cores", "1", "--memory", memory, *place, self.address)
        for number in range(workers):
            self._wait_for(f"worker-{number}", "Successfully registered with master")

    def _start(self, name: str, role: str, *words: str) -> None:
        environment = os.environ | {
            "SPARK_LOCAL_IP": HOST,
            "SPARK_NO_DAEMONIZE": "1",
            "SPARK_DAEMON_MEMORY": "256m",
            "PYSPARK_PYTHON": sys.executable,
        }
        home = Path(pyspark.__file__).parent
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [str(home / "bin" / "spark-class"), role, *words],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment | {"SPARK_HOME": str(home)},
            )

    def _wait_for(self, name: str, words: str, seconds: float = 120) -> None:
        log, end = self.folder / f"{name}.log", time.monotonic() + seconds
        while words not in log.read_text("utf-8", "replace"):
            if time.monotonic() > end or self.processes[name].poll() is not None:
                raise RuntimeError(f"{name} did not come up:\n{log.read_text('utf-8', 'replace')[-2000:]}")
            time.sleep(0.2)

    def kill(self, name: str) -> list[int]:
        """Kills a worker as a power cut would, with the executors that it started; gives their process ids."""
        worker = self.processes[name].pid
        killed = [worker, *_children(worker)]
        for process in killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.processes[name].wait(30)
        return killed

    def stop(self) -> None:
        """Ends every process that it started, and takes their folder away."""
        for process in reversed(self.processes.values()):
            if process.poll() is None:
                process.terminate()
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def _children(parent: int) -> list[int]:
    """All processes below one."""
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            below.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, wait = [], [parent]
    while wait:
        children = below.get(wait.pop(), [])
        found += children
        wait += children
    return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def cluster(workers: int = 2) -> Iterator[Cluster]:
    """A cluster for as long as the block runs."""
    # A master that comes up and a worker that does not leave nothing behind either.
    made = Cluster.__new__(Cluster)
    try:
        Cluster.__init__(made, workers)
        yield made
    finally:
        if hasattr(made, "processes"):
            made.stop()


def session(address: str, name: str = "hearsay"):  # type: ignore[no-untyped-def] # Spark's builder has no types
    """A Spark session on this cluster."""
    from pyspark.sql import SparkSession

    os.environ |= {"SPARK_LOCAL_IP": HOST, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    builder = SparkSession.builder.master(address).appName(name)
    conf = {
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.driver.memory": "3g",
        "spark.executor.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "UTC",
    }
    for key, value in conf.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


if __name__ == "__main__":
    with cluster() as running:
        print(running.address, *(process.pid for process in running.processes.values()), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            sys.stdin.read()
