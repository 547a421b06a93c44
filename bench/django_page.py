"""The same page of results as one writes it in plain Django: models, ORM, its templates. A yardstick, nothing else."""

from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from registry.rules.search_key import fold

_TEMPLATE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ text }}</title></head><body>
<h1>Tra cứu sản phẩm OCOP</h1><form action="/tra-cuu"><input name="q" value="{{ text }}"></form>
{% for name, counts in facets %}<h3>{{ name }}</h3><ul>{% for one in counts %}<li>
<a href="/tra-cuu?q={{ text|urlencode }}&amp;{{ name }}={{ one.value|urlencode }}">{{ one.value }}</a> {{ one.number }}
</li>{% endfor %}</ul>{% endfor %}
<p>{{ total }} sản phẩm</p><ul>{% for one in rows %}<li><a href="/san-pham/{{ one.product.public_id }}">
{{ one.product.name }}</a> <span>{{ one.product.producer.name }}</span> {{ one.stars }} sao, {{ one.decision.number }}
</li>{% endfor %}</ul></body></html>"""


def django_application(database: Path) -> Any:
    """Return an application over the register's own SQLite tables."""
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(database)}},
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )
    django.setup()
    from django.core.wsgi import get_wsgi_application

    urlpatterns.append(path("tra-cuu", _view(*_models(), Engine(autoescape=True).from_string(_TEMPLATE))))
    return get_wsgi_application()


urlpatterns: list[Any] = []


def _models() -> tuple[Any, Any]:
    def table(name: str, /, **columns: Any) -> Any:
        meta = type("Meta", (), {"app_label": "bench", "managed": False, "db_table": name})
        return type(name.capitalize(), (models.Model,), {"__module__": __name__, "Meta": meta, **columns})

    def to(model: Any) -> Any:
        return models.ForeignKey(model, models.DO_NOTHING)

    producer = table("producer", name=models.TextField(), commune_id=models.IntegerField())
    product = table(
        "product",
        public_id=models.TextField(),
        name=models.TextField(),
        search_key=models.TextField(),
        industry=models.TextField(),
        producer=to(producer),
    )
    decision = table("decision", number=models.TextField(), year=models.IntegerField())
    recognition = table("recognition", product=to(product), decision=to(decision), stars=models.IntegerField())
    return recognition, producer


def _view(recognition: Any, _producer: Any, template: Any) -> Any:
    facets = ("stars", "product__industry", "product__producer__commune_id", "decision__year")

    def results(request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "")
        found = recognition.objects.all()
        for word in fold(text).split():
            found = found.filter(product__search_key__contains=word)
        page = found.select_related("product__producer", "decision").order_by("-stars", "product__search_key", "id")
        counted = [
            (name, list(found.values(value=models.F(name)).annotate(number=Count("id")).order_by("-number")))
            for name in facets
        ]
        words = {"text": text, "total": found.count(), "rows": page[:20], "facets": counted}
        return HttpResponse(template.render(Context(words)))

    return results
