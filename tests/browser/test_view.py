"""Turning and zooming the scene of the descent picture, in every way there is."""

PAINTED = "document.querySelector('#scene').toDataURL()"


def test_the_scene_turns_and_zooms_by_mouse_keys_and_sliders(open_picture):
    picture = open_picture("descent")

    def changed(action):
        before = picture.page.evaluate(PAINTED)
        action()
        picture.page.wait_for_timeout(60)
        assert picture.page.evaluate(PAINTED) != before

    picture.page.locator("summary", has_text="Turn and zoom").click()
    changed(lambda: picture.drag("scene", 120, 30))
    for key in ("ArrowLeft", "ArrowUp", "+", "-", "ArrowDown"):
        changed(lambda key=key: picture.press("scene", key))
    for slider, value in (("turn", 100), ("tilt", 20), ("zoom", 150)):
        changed(lambda slider=slider, value=value: picture.slide(slider, value))
    picture.press("scene", "Home")
    assert [picture.page.locator(f"#{one}").input_value() for one in ("turn", "tilt", "zoom")] == [
        "-36",
        "43",
        "100",
    ]


def test_two_fingers_zoom_the_scene(open_picture):
    picture = open_picture("descent")
    touch = """
    ([kind, id, x]) => {
        const scene = document.querySelector('#scene');
        scene.setPointerCapture = () => {};
        const at = { pointerId: id, pointerType: 'touch', clientX: x, clientY: 200 };
        scene.dispatchEvent(new PointerEvent(kind, at));
    }
    """
    for event in [("pointerdown", 11, 300), ("pointerdown", 12, 400), ("pointermove", 12, 450)]:
        picture.page.evaluate(touch, list(event))
    assert picture.page.locator("#zoom").input_value() == "150"
    for event in [("pointerup", 12, 450), ("pointerup", 11, 300), ("pointermove", 11, 350)]:
        picture.page.evaluate(touch, list(event))
    assert picture.page.locator("#turn").input_value() == "-36"
