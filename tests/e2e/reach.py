"""What a page must hold for everyone, measured in the page: targets, whole text, signs without colour."""

from typing import Final

from playwright.async_api import Page

# Shared by the three: what is shown, and how a control is called in a list of offenders.
_SHARED: Final = """
    const CONTROLS = 'a[href], button, input, select, textarea, summary, [role=button], [role=tab]';
    const isShown = element =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && element.getClientRects().length > 0;
    const isUnseen = element => {
        const style = getComputedStyle(element);
        return style.clipPath === 'inset(50%)' || style.opacity === '0';
    };
    const named = element => {
        const words = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent
            ?? element.textContent;
        return `${element.localName} "${words.trim().replace(/\\s+/g, ' ').slice(0, 60)}"`;
    };
"""
_SMALL_TARGETS: Final = (
    "least => {"
    + _SHARED
    + """
    const isInText = element => getComputedStyle(element).display === 'inline'
        && [...element.parentElement.childNodes].some(
            node => node !== element && node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
    const takes = (control, x, y) => {
        const hit = document.elementFromPoint(x, y);
        if (!hit) return false;
        const owner = hit.closest(CONTROLS + ', label');
        return owner === control || owner?.control === control;
    };
    const reach = (control, x, y, dx, dy) => {
        let steps = 0;
        while (steps < least && takes(control, x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
        return steps;
    };
    const small = [];
    // What lies behind an open dialog cannot be hit at all.
    const within = document.querySelector('dialog:modal') ?? document;
    for (const control of within.querySelectorAll(CONTROLS)) {
        const area = control.labels?.[0] && isUnseen(control) ? control.labels[0] : control;
        if (control.disabled || !isShown(area) || isUnseen(area) || isInText(control)) continue;
        area.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const box = area.getClientRects()[0];
        // Half a pixel in, so that the middle never lies on the border of two boxes.
        const x = Math.floor(box.left + box.width / 2) + 0.5, y = Math.floor(box.top + box.height / 2) + 0.5;
        const width = Math.max(box.width, reach(control, x, y, 1, 0) + reach(control, x, y, -1, 0) + 1);
        const height = Math.max(box.height, reach(control, x, y, 0, 1) + reach(control, x, y, 0, -1) + 1);
        if (width < least - 0.5 || height < least - 0.5)
            small.push(`${named(control)}: ${Math.round(width)} x ${Math.round(height)}`);
    }
    return small;
}"""
)
_CUT_TEXT: Final = (
    "() => {"
    + _SHARED
    + """
    const cut = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        if (texts.currentNode.textContent.trim() === '' || !isShown(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const box = range.getBoundingClientRect();
        const said = texts.currentNode.textContent.trim().slice(0, 50);
        let beyond = box.left < -1 || box.right > innerWidth + 1 ? 'the screen' : '', isFree = false;
        for (let outer = element; outer && outer !== document.body && !isFree; outer = outer.parentElement) {
            const style = getComputedStyle(outer), edge = outer.getBoundingClientRect();
            isFree = isUnseen(outer) || ['auto', 'scroll'].includes(style.overflowX)
                || style.position === 'fixed' && box.bottom < 0
                || style.webkitLineClamp !== 'none';
            const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
            const isOut = box.left < edge.left - 1 || box.right > edge.right + 1
                || box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
            if (!isFree && clips && isOut) beyond ||= outer.className || outer.localName;
        }
        if (beyond && !isFree) cut.push(`"${said}" beyond ${beyond}`);
    }
    return cut;
}"""
)
_UNMARKED_CONTROLS: Final = (
    "() => {"
    + _SHARED
    + """
    const isDrawn = color => color !== 'none' && !/^rgba\\(.*, 0\\)$/.test(color) && color !== 'transparent';
    const hasBorder = style => style.outlineStyle !== 'none'
        || ['Top', 'Right', 'Bottom', 'Left'].some(side =>
            style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0
                && isDrawn(style[`border${side}Color`]));
    const ground = element => {
        for (let each = element; each; each = each.parentElement) {
            const color = getComputedStyle(each).backgroundColor;
            if (isDrawn(color)) return color;
        }
        return 'rgb(0, 0, 0)';
    };
    const hasSign = element => [element, ...element.querySelectorAll('*')].some(each => {
        const style = getComputedStyle(each);
        if (each instanceof SVGGeometryElement || each.localName === 'use')
            return [style.stroke, style.fill].some(color => isDrawn(color) && color !== ground(element));
        const isPainted = ['::before', '::after'].map(part => getComputedStyle(each, part)).some(part =>
            part.content !== 'none' && isDrawn(part.backgroundColor)
                && part.backgroundColor !== ground(each));
        if (isPainted) return true;
        return !isUnseen(each) && isDrawn(style.color) && style.color !== ground(each)
            && [...each.childNodes].some(
                node => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
    });
    const unmarked = [];
    for (const control of document.querySelectorAll(CONTROLS)) {
        const area = control.labels?.[0] && isUnseen(control) ? control.labels[0] : control;
        if (!isShown(area) || isUnseen(area)) continue;
        const isField = control.matches('input, select, textarea') && area === control;
        if (!hasBorder(getComputedStyle(area)) && !hasSign(area) && !isField) unmarked.push(named(control));
    }
    const looks = element => {
        const style = getComputedStyle(element);
        return [style.backgroundColor, style.color, style.borderColor, style.borderWidth, style.outline,
            style.textDecorationLine, style.fontWeight].join(' ');
    };
    const chosen = '[aria-pressed=true], [aria-current], [role=tab][aria-selected=true], input:checked';
    for (const control of document.querySelectorAll(chosen)) {
        const same = control.matches('input') ? `input[name="${control.name}"]:not(:checked)`
            : '[aria-pressed=false], a:not([aria-current]), [role=tab][aria-selected=false]';
        const family = control.closest('fieldset, nav, [role=tablist]');
        const other = family?.querySelector(same);
        if (!other || control.name === '' || !isShown(control)) continue;
        const parts = each => each.labels?.[0]
            ? [each.labels[0], ...each.labels[0].children].map(looks).join() : looks(each);
        if (parts(control) === parts(other)) unmarked.push(`${named(control)} looks like ${named(other)}`);
    }
    return unmarked;
}"""
)


async def find_small_targets(page: Page, *, least: int = 44) -> list[str]:
    """Return the controls that a finger can hit on less than `least` pixels in one direction.

    What counts is where a tap reaches the control: its label and a link's cover too. Links within a sentence
    are left out, as WCAG 2.2 does in 2.5.8.
    """
    found: list[str] = await page.evaluate(_SMALL_TARGETS, least)
    await page.evaluate("scrollTo(0, 0)")
    return found


async def find_cut_text(page: Page) -> list[str]:
    """Return the texts that reach beyond the screen or beyond a box that cuts them.

    Boxes that scroll, and excerpts that end in an ellipsis by a line clamp and lead to their whole, may.
    """
    found: list[str] = await page.evaluate(_CUT_TEXT)
    return found


async def find_unmarked_controls(page: Page) -> list[str]:
    """Return the controls without text, sign or border, and the chosen ones that look like the others.

    Meant for forced colours, where grounds and shadows are gone.
    """
    found: list[str] = await page.evaluate(_UNMARKED_CONTROLS)
    return found


async def find_overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    return int(await page.evaluate("document.documentElement.scrollWidth - innerWidth"))
