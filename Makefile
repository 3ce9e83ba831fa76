# 在任何目标之前都会自动准备好环境。 Every target prepares what it needs by itself.
python := .venv/bin/python
# make test pytest="-k 三公"
pytest :=
# make bench units=200
units := 1000

.DEFAULT_GOAL := help
.PHONY: help build preview test test-all bench bench-pdf bench-peers lint format docs components lock clean

help: ## 显示本说明 / show this help
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

build: ## 检查 content/ 并生成网站到 public/ / check content/ and build the site into public/
	@scripts/setup build
	@$(python) -m site_builder build

preview: ## 在本机预览，保存后自动刷新 / preview on this machine, reloads on saving
	@scripts/setup build
	@$(python) -m site_builder preview

test: lint ## 代码检查和测试 / linters and tests
	@$(python) -m pytest -n auto -m 'not slow' $(pytest)

test-all: lint ## 同上，另加较慢的测试 / the same and the slow tests
	@$(python) -m pytest -n auto $(pytest)

bench: ## 测量审核占用的时间 / measure what the audit costs
	@scripts/setup build
	@$(python) benchmarks/audit.py --units $(units)

bench-pdf: ## 测量生成 PDF 的时间和大小 / measure what a PDF costs
	@scripts/setup test
	@$(python) -m benchmarks.document

bench-peers: ## 与 Hugo、Eleventy 比较生成网页的时间 / compare building pages with Hugo and Eleventy
	@scripts/setup test
	@benchmarks/peers/setup
	@$(python) -m benchmarks.peers --units $(units)

lint: ## 只做代码检查 / linters only
	@scripts/setup test
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy

format: ## 整理代码格式 / format the code
	@scripts/setup test
	@$(python) -m ruff check --fix
	@$(python) -m ruff format

docs: ## 从规则生成规则清单 / write the lists of rules from the rules
	@scripts/setup test
	@$(python) scripts/catalogue.py

components: ## 生成各组件的示例页 draft-components/ / write the page of components
	@scripts/setup test
	@$(python) scripts/components.py

# Universal: the hashes of every wheel for every platform. The two locks agree because one limits the other.
lock_with := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-config \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml
lock: ## 更新锁定的依赖版本（需要 uv） / renew the locked versions (needs uv)
	$(lock_with) --output-file requirements.lock
	$(lock_with) --output-file requirements-dev.lock --extra dev --constraint requirements.lock

clean: ## 删除环境、缓存和安装包，不动 public/ / remove environment, caches, packages; public/ stays
	rm -rf .venv .gongkai benchmarks/peers/.venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
