"""
The container's steps on this machine, where no container engine is: `python -m tests.deploy.rehearsal`.

deploy/install.sh installs from a read-only copy of the sources into an empty folder; then the commands run in the
environment that the Dockerfile sets, and `verse serve` answers a question in a sham Slack and passes the Dockerfile's
health check. As root, all of that runs as the container would: as another user, without a capability, on a read-only
file system; and without a network, where none is promised to be needed. Anybody else's rehearsal is unconfined.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import SAMPLES
from tests.deploy.container import Container, read_container
from tests.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "Was there a speech and language therapist in Castlebeck?"
FOUND = "a therapist, for which the wait"
STOPS_WITHIN = 30.0  # seconds, with nothing left to answer

# The folder of data alone can be written, and a small one for what is temporary. $1 is the place, $2 the user.
CONFINED = """
set -e
mount --bind "$1/data" "$1/data"
mount -t tmpfs -o size=256m,mode=1777,noexec,nosuid,nodev tmpfs "$1/tmp"
mount -o remount,bind,ro /
user=$2; shift 2
exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
"""


class Failed(Exception):
    """A step did not come out as it should."""


class Rehearsal:
    """One installation, in a folder of its own."""

    def __init__(self, place: Path, container: Container) -> None:
        self.place = place
        self.container = container
        self.confined = os.geteuid() == 0
        self.installed = place / "opt" / "verse"
        self.environment = {
            **{name: self._here(value) for name, value in container.environment.items()},
            "HOME": str(place / "data"),
            "TMPDIR": str(place / "tmp"),
            "LANG": "C.UTF-8",
        }

    def _here(self, text: str) -> str:
        """The container's folders, where they are on this machine."""
        text = text.replace("/opt/verse", str(self.installed)).replace("$PATH", os.environ["PATH"])
        return re.sub(r"^/(data|reports)$", lambda found: f"{self.place}/{found.group(1)}", text)

    def prepare(self) -> None:
        """Lay out sources, reports and data as an image and its volumes have them."""
        files = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True, text=True)
        for name in filter(None, files.stdout.split("\0")):
            if (ROOT / name).is_file():
                copy = self.place / "source" / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, copy)
        for folder in ("data", "tmp", "opt"):
            (self.place / folder).mkdir()
        shutil.copytree(SAMPLES, self.place / "reports")
        for each in ("source", "reports"):
            subprocess.run(["chmod", "-R", "a=rX", self.place / each], check=True)
        if self.confined:
            self.place.chmod(0o755)
            shutil.chown(self.place / "data", *map(int, self.container.user.split(":")))

    def install(self) -> None:
        """As the image is built."""
        subprocess.run(
            ["sh", self.place / "source" / "deploy" / "install.sh", self.installed],
            check=True,
            env={**os.environ, "PYTHON": sys.executable, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )
        left = [file.name for file in (self.installed / "bin").iterdir() if re.match(r"pip|easy_install", file.name)]
        left += [file.name for file in self.installed.rglob("model.safetensors")]  # the graph is made of them
        if left:
            raise Failed(f"what is needed no more was left: {left}")

    def command(self, command: Sequence[str], network: bool = False) -> list[str]:
        """The command as the container runs it."""
        program = str(self.installed / "bin" / command[0])
        if not self.confined:
            return [program, *command[1:]]
        apart = ["unshare", "--mount", *([] if network else ["--net"])]
        user = self.container.user.split(":")[0]
        return [*apart, "sh", "-c", CONFINED, "sh", str(self.place), user, program, *command[1:]]

    def run(self, *command: str, environment: Mapping[str, str] | None = None, network: bool = False) -> str:
        """Run a command to its end; what it printed. Raises Failed when it failed."""
        begun = time.monotonic()
        done = subprocess.run(
            self.command(command, network),
            env={**self.environment, **(environment or {})},
            cwd=self.place / "data",
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Failed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        told(f"{' '.join(command[:2])}: {time.monotonic() - begun:.1f} s")
        return done.stdout

    def serve(self) -> None:
        """Start the bot as the image does, let it answer, look at its health, and stop it."""
        secrets = self.place / "secrets"
        secrets.mkdir()
        (secrets / "VERSE_SLACK_BOT_TOKEN").write_text(BOT_TOKEN + "\n", encoding="utf-8")
        (secrets / "VERSE_SLACK_APP_TOKEN").write_text(APP_TOKEN + "\n", encoding="utf-8")
        ports = {name: str(free_port()) for name in self.environment if name.endswith("_PORT")}
        log = self.place / "serve.log"
        with FakeSlack() as slack, log.open("w") as written:
            environment = {"VERSE_SECRETS_DIR": str(secrets), "VERSE_SLACK_API_URL": slack.api_url, **ports}
            bot = subprocess.Popen(
                self.command([*self.container.entrypoint, *self.container.command], network=True),
                env={**self.environment, **environment},
                cwd=self.place / "data",
                stderr=written,
            )
            try:
                slack.connected_after(0)
                self.run(*self.container.healthcheck, environment=ports, network=True)
                ts = slack.people.mention("U1ANNA", "C1", QUESTION)
                slack.until(lambda: any(FOUND in said.shown for said in slack.said("C1", ts)), "the answer in Slack")
                bot.terminate()
                code = bot.wait(STOPS_WITHIN)
            except BaseException:
                told(log.read_text(encoding="utf-8"))
                raise
            finally:
                bot.kill()
        if code:
            raise Failed(f"serve ended with {code}")
        try:
            self.run(*self.container.healthcheck, environment=ports, network=True)
        except Failed:
            return
        raise Failed("a bot that has stopped is said to be well")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def told(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - for whoever reads CI's output


def rehearse() -> None:
    with TemporaryDirectory(prefix="verse-") as place:
        rehearsal = Rehearsal(Path(place).resolve(), read_container())
        told("as the container's user, read-only" if rehearsal.confined else "unconfined: only root can confine it")
        rehearsal.prepare()
        begun = time.monotonic()
        rehearsal.install()
        size = sum(file.lstat().st_size for file in rehearsal.installed.rglob("*") if file.is_file())
        told(f"installed: {time.monotonic() - begun:.0f} s, {size / 1e6:.0f} MB")
        rehearsal.run("verse", "doctor")
        rehearsal.run("verse", "index")
        answer = rehearsal.run("verse", "ask", QUESTION)
        if FOUND not in answer:
            raise Failed(f"not the answer of the README:\n{answer}")
        if (rehearsal.place / "data" / "model").exists():
            raise Failed("the graph of the embedding model was built again")
        rehearsal.serve()
    told("The container's steps work.")


if __name__ == "__main__":
    try:
        rehearse()
    except Failed as failed:
        sys.exit(str(failed))
