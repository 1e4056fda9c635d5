"""The watch over pages notices what it is there for."""

import pytest

from tests.browser.conftest import PHONE

IMAGE_FROM_ELSEWHERE = """async () => {
  const image = document.createElement("img");
  const settled = new Promise(done => { image.onload = image.onerror = done; });
  image.src = "https://elsewhere.example/image.png";
  document.body.append(image);
  await settled;
}"""
BROKEN_SCRIPT = "() => { setTimeout(() => { throw new Error('broken'); }); }"


def test_request_elsewhere_and_breach_of_the_policy_are_noticed(watched):
    with pytest.raises(AssertionError, match="Content Security Policy"), watched(PHONE) as page:
        page.goto("/account/login/")
        page.evaluate(IMAGE_FROM_ELSEWHERE)
        page.wait_for_timeout(100)


def test_broken_script_is_noticed(watched):
    with pytest.raises(AssertionError, match="script error: broken"), watched(PHONE) as page:
        page.goto("/account/login/")
        page.evaluate(BROKEN_SCRIPT)
        page.wait_for_timeout(100)


def test_quiet_page_passes(watched):
    with watched(PHONE) as page:
        assert page.goto("/account/login/").status == 200
