# Two commands: `make run` and `make test`. Everything else is for those who work on the program.
# What is printed is for the person who runs it, hence Vietnamese.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check fix bench drill crash demo lock approve-papers

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
TEST_PROCESSES ?= 2

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet --require-hashes

RUNTIME := $(VENV)/runtime.stamp
DEVELOPMENT := $(VENV)/development.stamp

help: ## liệt kê các lệnh
	@echo "Sổ đăng ký sản phẩm OCOP. Dùng: make LỆNH"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; \
		do printf '  %-16s %s\n' "$$name" "$$what"; done

run: $(RUNTIME) ## mở sổ minh họa (hoặc sổ thật: make run REGISTER=thư-mục); HOST, PORT đổi địa chỉ
	@exec $(BIN)/python -m registry $(if $(REGISTER),--register "$(REGISTER)") serve \
		--create $(if $(REGISTER),real,demonstration) --host "$(HOST)" --port "$(PORT)"

test: $(DEVELOPMENT) ## chạy toàn bộ kiểm thử, trên SQLite và PostgreSQL
	@$(BIN)/python -m pytest -n $(TEST_PROCESSES) --quiet

check: $(DEVELOPMENT) ## kiểm tra mã nguồn: định dạng, lỗi, kiểu, ranh giới giữa các phần, mẫu trang
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$said" >&2; exit 1; }
	@said=$$($(BIN)/djlint templates --lint 2>&1) || { echo "$$said" >&2; exit 1; }
	@echo "Mã nguồn đạt."

fix: $(DEVELOPMENT) ## sửa những gì máy sửa được: định dạng, lỗi thường gặp
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

bench: $(DEVELOPMENT) ## đo tốc độ, cạnh các mốc so sánh chạy cùng lượt
	@$(BIN)/python -m bench

drill: $(DEVELOPMENT) ## một đợt 61 hồ sơ, 11 thành viên chấm trong trình duyệt, chừng nửa giờ
	@DRILL_MEMBERS=11 DRILL_DOSSIERS=61 DRILL_PRODUCERS=31 $(BIN)/python -m pytest -n 0 --quiet \
		tests/journeys/test_a_round_in_browsers.py

crash: $(DEVELOPMENT) ## cấp giấy khi máy chủ bị giết, đĩa đầy hay lỗi, 100 người cùng làm, 2.000 tệp giả: vài giờ
	@CRASH_KILLS=200 CRASH_CALLS=100000 CRASH_ISSUES=1000 CRASH_FORGERIES=20 CRASH_GUESSES=10000 CUT_SHORT=40 \
		$(BIN)/python -m pytest -n 0 --quiet \
		tests/crash tests/usecases/test_acts_cut_short.py

demo: $(RUNTIME) ## in bộ giấy tờ của hội nghị 2020 minh họa vào build/award-pack/, không cần máy chủ
	@rm -rf build/award-pack
	@$(BIN)/python -m registry demo --papers build/award-pack

approve-papers: $(DEVELOPMENT) ## nhận mẫu giấy tờ vừa vẽ làm mẫu đã duyệt; phải xem lại bằng mắt
	@APPROVE_PAPERS=1 $(BIN)/python -m pytest -n $(TEST_PROCESSES) --quiet -m paper

lock: $(DEVELOPMENT) ## tính lại hai tệp khóa phiên bản từ pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" --quiet --output-file requirements.txt
	@$(BIN)/uv pip compile --group dev --constraint requirements.txt --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet \
		--output-file requirements-dev.txt

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Không tìm thấy $(PYTHON). Trên Debian, Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cần Python từ 3.11 trở lên; $(PYTHON) là $$($(PYTHON) -V 2>&1). Có bản khác thì chạy: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) thiếu phần venv. Trên Debian, Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Tạo môi trường Python trong $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)

$(RUNTIME): requirements.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Cài các thư viện trong requirements.txt (lần đầu mất khoảng nửa phút) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	@echo "Cài các thư viện để kiểm thử …"
	@$(PIP) -r requirements-dev.txt
	@touch $@
