"""Accounts of staff and producers, with every table Flask-Security needs for second factors and passkeys."""

from datetime import datetime
from typing import Any

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import JSON, Column, ForeignKey, Index, LargeBinary, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Base, Instant, Model, Words, new_public_id

account_role = Table(
    "account_role",
    Base.metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class RoleRow(Model, RoleMixin):
    """A role that an account may hold; its rights are in rules/permissions.py."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str | None] = mapped_column(Words)

    permissions = None  # rights are never kept in the database


class Account(Model, UserMixin):
    """A person who signs in."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    email: Mapped[str | None] = mapped_column(Words, unique=True)  # type: ignore[assignment]
    """Sign-in name; an e-mail address."""
    phone: Mapped[str | None] = mapped_column(Words, unique=True)
    """Sign-in name of producers who have no e-mail."""
    name: Mapped[str] = mapped_column(Words)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    """Of no use: a person may speak for several producers, see models/membership.py."""
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    tf_phone_number: Mapped[str | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON)
    us_totp_secrets: Mapped[str | None]
    us_phone_number: Mapped[str | None]
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(unique=True)  # type: ignore[assignment]
    create_datetime: Mapped[datetime] = mapped_column(Instant)
    update_datetime: Mapped[datetime] = mapped_column(Instant)

    roles: Mapped[list[RoleRow]] = relationship(  # type: ignore[assignment]
        secondary=account_role, order_by=RoleRow.id
    )
    webauthn: Mapped[list["WebAuthn"]] = relationship(  # type: ignore[assignment]
        back_populates="user", cascade="all, delete-orphan"
    )


class WebAuthn(Model):
    """A passkey."""

    __tablename__ = "web_authn"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(JSON)
    extensions: Mapped[str | None]
    lastuse_datetime: Mapped[datetime] = mapped_column(Instant)
    name: Mapped[str] = mapped_column(Words)
    usage: Mapped[str]
    backup_state: Mapped[bool]
    device_type: Mapped[str]
    create_datetime: Mapped[datetime] = mapped_column(Instant)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))

    user: Mapped[Account] = relationship(back_populates="webauthn")

    def get_user_mapping(self) -> dict[str, Any]:
        """Return the filter that finds the passkey's account, as Flask-Security asks."""
        return {"id": self.user_id}
