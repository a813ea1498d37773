"""Layers of a PDF (optional content, ISO 32000-1, 8.11): which are printed, and saying so in the sheets."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from framework_pdf.pdf.values import dictionaries, dictionary, names

STATES = {"/Print": "/PrintState", "/View": "/ViewState"}
"""Where a layer says whether it is used, by the category of use (table 102)."""


def keep_layers(document: Pdf, out: Pdf) -> None:
    """Make layers of a PDF that are not printed invisible in another that its pages are copied to.

    Marked content and forms go on naming their layer, so the layers come along; what they depend on is settled.
    """
    layers = list(_layers(document))
    if not layers:
        return
    hidden = hidden_in_print(document)
    copies = {layer.objgen: out.copy_foreign(layer) for layer in layers}
    for copy in copies.values():
        for key in ("/Usage", "/Intent"):  # some programs heed these whatever the file says of them
            if key in copy:
                del copy[key]
    off = [copy for key, copy in copies.items() if key in hidden]
    out.Root.OCProperties = Dictionary(OCGs=Array(copies.values()), D=Dictionary(BaseState=Name.ON, OFF=Array(off)))


def hidden_in_print(document: Pdf) -> frozenset[tuple[int, int]]:
    """Return the layers of a PDF that are not printed, by their objects: as a program prints it that nobody changed."""
    configuration = dictionary(dictionary(document.Root, "/OCProperties"), "/D")
    is_on = configuration.get("/BaseState") != Name.OFF
    seen = {layer.objgen: is_on for layer in _layers(document)}
    for key, state in (("/ON", True), ("/OFF", False)):
        seen.update({layer.objgen: state for layer in dictionaries(configuration, key)})
    for usage in dictionaries(configuration, "/AS"):
        if usage.get("/Event") == Name.Print:
            for layer in dictionaries(usage, "/OCGs"):
                seen[layer.objgen] = _is_used(layer, usage, seen.get(layer.objgen, is_on))
    heeded = _intents(configuration)
    ignored = {layer.objgen for layer in _layers(document) if not heeded & {"/All", *_intents(layer)}}
    return frozenset(key for key, state in seen.items() if not state and key not in ignored)


def _is_used(layer: Object, usage: Object, is_on: bool) -> bool:
    """Return whether a layer is on where its states are heeded: where any of them is off, it is (8.11.4.4)."""
    parts = [part for part in names(usage, "/Category") if part in STATES]
    states = [dictionary(dictionary(layer, "/Usage"), part).get(STATES[part]) for part in parts]
    said = [state != Name.OFF for state in states if state is not None]
    return all(said) if said else is_on


def _intents(of: Object) -> set[str]:
    """Return what a layer is for, or what a configuration heeds."""
    return set(names(of, "/Intent")) or {"/View"}


def _layers(document: Pdf) -> Iterator[Object]:
    """Yield the layers of a PDF; what is no object of its own is none, because nothing can say that it is in it."""
    listed = dictionaries(dictionary(document.Root, "/OCProperties"), "/OCGs")
    return (layer for layer in listed if layer.is_indirect)
