"""Settings: environment variables with the prefix CONFSYS_, read once at the start."""

import os
import secrets
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def settings(given: dict[str, Any] | None = None) -> dict[str, Any]:
    """Flask's configuration from the environment; `given` (tests) comes before it."""

    def value(name: str, default: str = "") -> str:
        return str((given or {}).get(name, os.environ.get(f"CONFSYS_{name}", default)))

    instance = Path(value("INSTANCE", str(ROOT / "instance"))).resolve()
    url = value("DATABASE_URL", f"sqlite:///{instance / 'confsys.db'}")
    base_url = value("BASE_URL", f"http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5000')}")
    config: dict[str, Any] = {
        "VERSION": tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"],
        "INSTANCE": instance,
        "SQLALCHEMY_DATABASE_URI": url.replace("postgresql://", "postgresql+psycopg://", 1),
        "REDIS_URL": value("REDIS_URL"),
        "BASE_URL": base_url.rstrip("/"),
        "SMTP_URL": value("SMTP_URL"),
        "MAIL_FROM": value("MAIL_FROM"),
        "IMAP_URL": value("IMAP_URL"),
        "TIMEZONE": value("TIMEZONE", "Asia/Ho_Chi_Minh"),
        "LOCALE": value("LOCALE", "vi"),
        "DEMO": value("DEMO", "0") == "1",
        "UID_DOMAIN": value("UID_DOMAIN", "confsys.invalid"),
        "ONE_PERSON_OFFICE": value("ONE_PERSON_OFFICE", "0") == "1",
        "OWN_LINES": value("OWN_LINES", "1") == "1",
        "METRICS_TOKEN": value("METRICS_TOKEN"),
        "INSTALLATION": {
            "agency": value("AGENCY", "Văn phòng UBND tỉnh Đồng Tháp"),
            "product": value("PRODUCT", "Hội nghị trực tuyến"),
            "telephone": value("TELEPHONE"),
        },
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
    }
    config["SECRET_KEY"] = value("SECRET_KEY") or kept_secret(instance)
    config["ALLOWED_ORIGINS"] = origins(config["BASE_URL"])
    read_here = ("INSTANCE", "DATABASE_URL", "BASE_URL")
    return config | {name: thing for name, thing in (given or {}).items() if name not in read_here}


def kept_secret(instance: Path) -> str:
    """The secret made at the first start; links that were printed stay valid as long as it is kept."""
    file = instance / "secret"
    if not file.exists():
        instance.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"secret.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, file)  # whoever starts first decides; never half a secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()


def origins(base_url: str) -> frozenset[str]:
    """Where our own pages may come from; loopback is reachable under both of its names."""
    both = {
        base_url,
        base_url.replace("//127.0.0.1", "//localhost"),
        base_url.replace("//localhost", "//127.0.0.1"),
    }
    return frozenset(both)
