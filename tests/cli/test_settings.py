"""Settings come from the environment and `.env`, are named when wrong, and keep their secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import Parts
from bot.settings import Settings, WrongSetting, load_settings, unknown_settings
from tests.cli.conftest import Verse


def test_every_setting_is_documented() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("VERSE_REPORTS_DIR=from-file\nVERSE_RETENTION_DAYS=7\nOTHER_PROGRAM=1\n")
    monkeypatch.setenv("VERSE_REPORTS_DIR", "from-environment")
    settings = load_settings()
    assert (settings.reports_dir, settings.retention_days) == (Path("from-environment"), 7)


def test_several_names_in_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERSE_SLACK_CHANNELS", "C1, C2 C3")
    assert load_settings().slack_channels == ("C1", "C2", "C3")


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERSE_SLACK_BOT_TOKEN", "")
    assert load_settings().slack_bot_token is None


def test_a_wrong_value_is_named_without_being_repeated(monkeypatch: pytest.MonkeyPatch, verse: Verse) -> None:
    monkeypatch.setenv("VERSE_RETENTION_DAYS", "xoxb-secret")
    with pytest.raises(WrongSetting, match="VERSE_RETENTION_DAYS") as caught:
        load_settings()
    assert "xoxb-secret" not in str(caught.value)
    done = verse("reports")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("The setting VERSE_RETENTION_DAYS cannot be used: ")


def test_a_settings_file_that_is_no_text(tmp_path: Path, verse: Verse) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00VERSE")
    done = verse("reports")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert ".env" in done.err


def test_misspelt_variables_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("VERSE_SLACK_BOT_TOKN=x\nDATABASE_URL=y\n")
    monkeypatch.setenv("VERSE_REPORT_DIR", "r")
    monkeypatch.setenv("VERSE_ZZZ", "r")
    assert unknown_settings() == [
        ("VERSE_REPORT_DIR", "VERSE_REPORTS_DIR"),
        ("VERSE_SLACK_BOT_TOKN", "VERSE_SLACK_BOT_TOKEN"),
        ("VERSE_ZZZ", None),
    ]


def test_secrets_stay_out_of_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERSE_SLACK_BOT_TOKEN", "xoxb-hidden")
    monkeypatch.setenv("VERSE_DATABASE_URL", "postgresql://bot:hidden@db/verse")
    settings = load_settings()
    assert "hidden" not in repr(settings) + str(settings.model_dump())
    assert settings.database == "postgresql://bot:hidden@db/verse"


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "VERSE_SLACK_BOT_TOKEN").write_text("xoxb-from-file\n")
    (tmp_path / "VERSE_SLACK_APP_TOKEN").write_text("xapp-from-file\n")
    (tmp_path / "VERSE_SLACK_SIGNING_SECRT").write_text("x")
    (tmp_path / "another-program").write_text("y")
    monkeypatch.setenv("VERSE_SECRETS_DIR", str(tmp_path))
    monkeypatch.setenv("VERSE_SLACK_APP_TOKEN", "xapp-from-environment")
    settings = load_settings()
    tokens = [settings.slack_bot_token, settings.slack_app_token]
    assert [token and token.get_secret_value() for token in tokens] == ["xoxb-from-file", "xapp-from-environment"]
    assert unknown_settings() == [("VERSE_SLACK_SIGNING_SECRT", "VERSE_SLACK_SIGNING_SECRET")]


def test_the_folder_of_secrets_may_be_named_in_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "VERSE_LLM_API_KEY").write_text("key")
    (tmp_path / ".env").write_text("VERSE_SECRETS_DIR=secrets\n")
    assert load_settings().llm_key == "key"


def test_a_folder_of_secrets_that_is_missing_or_unreadable_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verse: Verse
) -> None:
    monkeypatch.setenv("VERSE_SECRETS_DIR", str(tmp_path / "gone"))
    with pytest.raises(WrongSetting, match=r"VERSE_SECRETS_DIR .* no such folder"):
        load_settings()
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "VERSE_LLM_API_KEY").write_bytes(b"\xff\xfe")
    done = verse("reports")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "VERSE_SECRETS_DIR" in done.err


def test_a_wrong_value_in_a_file_is_named_without_being_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "VERSE_RETENTION_DAYS").write_text("xoxb-secret")
    monkeypatch.setenv("VERSE_SECRETS_DIR", str(tmp_path))
    with pytest.raises(WrongSetting, match="VERSE_RETENTION_DAYS") as caught:
        load_settings()
    assert "xoxb-secret" not in str(caught.value)


def test_the_graph_that_the_installation_brought_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    brought = tmp_path / "share" / "verse" / "model"
    brought.mkdir(parents=True)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    Parts(settings).embedder.embed(["one"])
    assert [file.suffix for file in brought.iterdir()] == [".onnx"]
    assert not settings.data_dir.exists()
