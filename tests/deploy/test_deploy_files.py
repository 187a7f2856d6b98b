"""What stands in deploy/ agrees with the program, with each other, and with what docs/security.md promises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from bot.settings import Settings
from tests.deploy.container import CONTAINER, read_container

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (DEPLOY / "verse.service").read_text(encoding="utf-8")
VARIABLES = {f"VERSE_{name.upper()}" for name in Settings.model_fields}


def test_the_example_has_every_setting_with_its_meaning_and_default() -> None:
    text = (DEPLOY / ".env.example").read_text(encoding="utf-8")
    lines = re.findall(r"^# (.+)\n#(VERSE_\w+)=(.*)$", text, re.MULTILINE)
    assert {name: (meaning, default) for meaning, name, default in lines} == {
        f"VERSE_{name.upper()}": (field.description, shown(field.default_factory or field.default))
        for name, field in Settings.model_fields.items()
    }
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == []


def shown(default: Any) -> str:
    """A default as it is written in a file; nothing where there is none, or where it depends on the machine."""
    if default is None or default == () or callable(default):
        return ""
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_the_image_runs_as_nobody_in_particular_and_says_where_things_are() -> None:
    container = read_container()
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", container.user)
    assert {name for name in container.environment if name.startswith("VERSE_")} <= VARIABLES
    assert (container.entrypoint, container.command) == (["verse"], ["serve"])
    assert "/healthz" in container.healthcheck[-1]


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_is_confined(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert "ports" not in service
    assert re.search(r":[\d.]+[\w.-]*$", service["image"]), "a version, not what is latest"


def test_one_bot_alone_or_two_beside_one_indexer() -> None:
    services = COMPOSE["services"]
    profiles = {name: service["profiles"] for name, service in services.items()}
    assert [name for name, chosen in profiles.items() if chosen == ["alone"]] == ["bot"]
    assert {name for name, chosen in profiles.items() if chosen == ["replicas"]} == {
        *("bots", "indexer", "chroma", "postgres"),
    }
    bots, indexer = services["bots"], services["indexer"]
    assert bots["deploy"]["replicas"] == 2
    assert bots["environment"]["VERSE_SYNC_SECONDS"] == "0", "only the indexer indexes"
    assert bots["environment"]["VERSE_CHROMA_URL"] == indexer["environment"]["VERSE_CHROMA_URL"]
    assert bots["volumes"] == indexer["volumes"]
    assert COMPOSE["networks"]["inside"]["internal"]
    assert [name for name, service in services.items() if service.get("networks") == ["inside"]] == [
        *("indexer", "chroma", "postgres"),
    ]


def test_secrets_are_files_and_never_settings_of_a_service() -> None:
    secret = {f"VERSE_{name.upper()}" for name, field in Settings.model_fields.items() if "Secret" in str(field)}
    assert len(secret) == 5
    for name, service in COMPOSE["services"].items():
        environment = service.get("environment", {})
        assert not secret & set(environment), name
        if taken := {given for given in service.get("secrets", []) if given.startswith("VERSE_")}:
            assert environment["VERSE_SECRETS_DIR"] == "/run/secrets"
            assert taken <= secret
    assert set(COMPOSE["secrets"]) - secret == {"POSTGRES_PASSWORD"}
    assert {path.split(":")[0] for path in re.findall(r"^#?LoadCredential=(.+)$", UNIT, re.MULTILINE)} == secret
    assert not re.search(r"^Environment=VERSE_(?!\w+_DIR=)", UNIT, re.MULTILINE)


def test_names_in_the_files_are_settings() -> None:
    named = {name for file in ("compose.yaml", "verse.service", "Dockerfile") for name in used(DEPLOY / file)}
    assert len(named) > 8
    assert named - VARIABLES == set()


def used(file: Path) -> set[str]:
    return set(re.findall(r"\bVERSE_[A-Z_]+\b", file.read_text(encoding="utf-8")))


def test_what_is_deployed_is_what_is_tested() -> None:
    tested, deployed = (pins(DEPLOY.parent / "requirements.lock"), pins(DEPLOY / "requirements.lock"))
    assert len(deployed) > 80
    assert {name: version for name, version in deployed.items() if tested.get(name) != version} == {}
    assert not {"pytest", "mypy", "ruff", "torch", "sentence-transformers"} & set(deployed)


def pins(lock: Path) -> dict[str, str]:
    lines = re.findall(r"^[a-z0-9][^\\\n]+(?= \\$)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {requirement.name: str(requirement.specifier) for requirement in map(Requirement, lines)}


def test_a_build_gets_what_the_installation_reads_and_nothing_else() -> None:
    ignored = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:] for line in ignored if line.startswith("!")}
    installer = (DEPLOY / "install.sh").read_text(encoding="utf-8")
    assert allowed - {"deploy/install.sh"} == set(re.findall(r'"\$source/([\w./]+)"', installer))
    assert "*" in ignored
    assert CONTAINER.is_file()
