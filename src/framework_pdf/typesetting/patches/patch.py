"""What every patch is, and all patches of one typesetter."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext

from framework_pdf.typesetting.fonts import Fonts
from framework_pdf.typesetting.log import captured_log
from framework_pdf.typesetting.patches.verified import are_applied


class Patch:
    """Something that WeasyPrint works out for each document, kept from one document to the next.

    What is kept is kept by what it follows from, so that no document depends on those before it.
    """

    def laying_out(self) -> AbstractContextManager[None]:
        """Apply the patch inside, where one document is laid out."""
        return nullcontext()

    def drawing(self) -> AbstractContextManager[None]:
        """Apply the patch inside, where one document is drawn."""
        return nullcontext()

    def forget(self) -> None:
        """Forget what is kept: WeasyPrint has warned of something."""

    def new_face(self) -> None:
        """Forget what may be otherwise now that there is another font: all that is kept, unless a patch says less."""
        self.forget()


class Patches(Patch):
    """Several patches as one. What WeasyPrint warns of it has to say the next time too, so all is forgotten then."""

    def __init__(self, patches: Sequence[Patch]) -> None:
        self._patches = patches

    def laying_out(self) -> AbstractContextManager[None]:
        """Apply all patches inside, where one document is laid out."""
        return self._applying(patch.laying_out() for patch in self._patches)

    def drawing(self) -> AbstractContextManager[None]:
        """Apply all patches inside, where one document is drawn."""
        return self._applying(patch.drawing() for patch in self._patches)

    @contextmanager
    def _applying(self, contexts: Iterable[AbstractContextManager[None]]) -> Iterator[None]:
        with captured_log() as said, ExitStack() as stack:
            for each in contexts:
                stack.enter_context(each)
            try:
                yield
            finally:
                if said:
                    self.forget()

    def forget(self) -> None:
        """Let each patch forget what it keeps."""
        for patch in self._patches:
            patch.forget()

    def new_face(self) -> None:
        """Tell each patch that there is another font."""
        for patch in self._patches:
            patch.new_face()


def patches_for(fonts: Fonts) -> Patch:
    """Return the patches for the documents of one typesetter; none where WeasyPrint's version was never verified."""
    if not are_applied():
        return Patch()
    from framework_pdf.typesetting.patches.font_features import FontFeatures
    from framework_pdf.typesetting.patches.glyph_cache import GlyphCache
    from framework_pdf.typesetting.patches.line_cache import LineCache
    from framework_pdf.typesetting.patches.parser_patterns import ParserPatterns
    from framework_pdf.typesetting.patches.path_cache import PathCache
    from framework_pdf.typesetting.patches.sheet_cache import SheetCache
    from framework_pdf.typesetting.patches.value_cache import ValueCache

    return Patches(
        (FontFeatures(fonts), SheetCache(), ValueCache(), LineCache(), GlyphCache(), PathCache(), ParserPatterns())
    )
