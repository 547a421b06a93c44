"""The one blueprint of a producer's dossiers."""

from flask import Blueprint

pages = Blueprint("portal_dossiers", __name__, url_prefix="/cua-toi")
