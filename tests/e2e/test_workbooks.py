"""The directory goes out as an Excel file of a real server and comes back: a process of its own reads and writes it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.hall import Chair

pytestmark = pytest.mark.browser


def test_the_directory_goes_out_as_excel_and_comes_back_the_same(browser, province, tmp_path):
    chair = Chair(browser, province.url)
    chair.sign_in("quantri")
    page, file = chair.page, tmp_path / "sites.xlsx"
    sent = page.request.get(f"{province.url}/sites/export.xlsx")
    assert sent.status == 200
    file.write_bytes(sent.body())

    chair.visit("/sites/import")
    page.set_input_files("input[type=file]", file)
    page.locator("form[action='/sites/import'] button.primary").click()

    expect(page.locator("main")).to_contain_text("không có gì phải lưu")
    assert chair.complaints == []
    page.close()
