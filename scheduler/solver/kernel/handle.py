"""Named tuples of arrays for compiled code, passed as one pointer.

numba hands a named tuple over field by field, and an array as seven words or more:
with forty arrays a call costs more than most functions do, and compiling it likewise.
A *handle* is the address of a table that holds each array's address and shape; reading
a field of it gives the array itself. Nothing is counted or copied: whoever makes the
table keeps the arrays alive.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple, TypeVar, cast, get_args, get_origin

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, models, register_model
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import from_dtype
from numpy.typing import NDArray

Bytes1 = Annotated[NDArray[np.int8], 1]
Bytes2 = Annotated[NDArray[np.int8], 2]
Legs3 = Annotated[NDArray[np.int32], 3]
Ints1 = Annotated[NDArray[np.int64], 1]
Ints2 = Annotated[NDArray[np.int64], 2]
Ints3 = Annotated[NDArray[np.int64], 3]
Floats1 = Annotated[NDArray[np.float64], 1]
Words1 = Annotated[NDArray[np.uint64], 1]
"""Arrays with their number of dimensions."""

Record = TypeVar("Record")

Table = NDArray[np.int64]
"""For each field in order: an address and a shape, or the bits of a number."""


class Field(NamedTuple):
    """Where a field's words begin in the table, and what they mean."""

    first_word: int
    element: types.Type
    dimensions: int


class HandleType(types.Type):
    """The compiled type of a pointer to a table of one kind of named tuple.

    numba takes types of one name for the same, whatever else they hold.
    """

    def __init__(self, name: str, fields: Mapping[str, Field]) -> None:
        super().__init__(name=f"Handle({name})")
        self.fields = fields


@register_model(HandleType)
class _HandleModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: HandleType) -> None:
        super().__init__(manager, kind, ir.IntType(64).as_pointer())


@infer_getattr
class _HandleAttribute(AttributeTemplate):
    key = HandleType

    def generic_resolve(self, kind: HandleType, name: str) -> types.Type | None:
        field = kind.fields.get(name)
        if field is None:
            return None
        if field.dimensions == 0:
            return field.element
        return types.Array(field.element, field.dimensions, "C")


@lower_getattr_generic(HandleType)
def _read_field(
    context: Any, builder: Any, kind: HandleType, table: Any, name: str
) -> Any:
    field = kind.fields[name]

    def word(index: int) -> Any:
        place = ir.Constant(ir.IntType(64), field.first_word + index)
        return builder.load(builder.gep(table, [place], inbounds=True))

    if isinstance(field.element, HandleType):
        return builder.inttoptr(word(0), context.get_value_type(field.element))
    if field.dimensions == 0:
        return builder.bitcast(word(0), context.get_value_type(field.element))
    array_type = types.Array(field.element, field.dimensions, "C")
    array = make_array(array_type)(context, builder)
    element_bytes = context.get_abi_sizeof(context.get_data_type(field.element))
    shape = [word(1 + axis) for axis in range(field.dimensions)]
    strides = [context.get_constant(types.intp, element_bytes)]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length, flags=["nsw"]))
    populate_array(
        array,
        data=builder.inttoptr(word(0), array.data.type),
        shape=cgutils.pack_array(builder, shape),
        strides=cgutils.pack_array(builder, strides),
        itemsize=context.get_constant(types.intp, element_bytes),
        meminfo=None,
    )
    return array._getvalue()  # noqa: SLF001


def handle_for(kind: type[Record]) -> Callable[[Table], Record]:
    """Return what turns a table into a handle, inside compiled code."""
    handle_type = _handle_type(kind)

    def as_handle(_typing: Any, table: types.Type) -> Any:
        def cast_pointer(
            context: Any, builder: Any, signature: Any, values: Any
        ) -> Any:
            array = make_array(signature.args[0])(context, builder, values[0])
            return builder.bitcast(array.data, ir.IntType(64).as_pointer())

        return handle_type(table), cast_pointer

    return cast(Callable[[Table], Record], intrinsic(as_handle))


def tables_of(record: tuple[Any, ...]) -> list[Table]:
    """Return the table of a named tuple, and after it those of its parts.

    They and the arrays must outlive every use of the first.

    Raises
    ------
    ValueError
        If an array is not what the named tuple declares, laid out row by row: compiled
        code would read something else.
    """
    words: list[int] = []
    parts: list[Table] = []
    for (name, hint), value in zip(
        type(record).__annotations__.items(), record, strict=True
    ):
        if isinstance(value, np.ndarray):
            element, dimensions = _meaning(hint)
            declared = value.ndim == dimensions and from_dtype(value.dtype) == element
            if not (declared and value.flags.c_contiguous):
                raise ValueError(f"{name} is not as {type(record).__name__} declares")
            words += [value.ctypes.data, *value.shape]
        elif isinstance(value, tuple):
            part = tables_of(value)
            words.append(part[0].ctypes.data)
            parts += part
        else:
            words.append(int(np.float64(value).view(np.int64)))
    return [np.array(words, np.int64), *parts]


def _handle_type(kind: type[Any]) -> HandleType:
    fields = {}
    word = 0
    for name, hint in kind.__annotations__.items():
        element, dimensions = _meaning(hint)
        fields[name] = Field(word, element, dimensions)
        word += 1 + dimensions
    return HandleType(f"{kind.__module__}.{kind.__qualname__}", fields)


def _meaning(hint: Any) -> tuple[types.Type, int]:
    if get_origin(hint) is Annotated:
        array, dimensions = get_args(hint)
        return from_dtype(np.dtype(_scalar(array))), dimensions
    if hint is float:
        return types.float64, 0
    return _handle_type(hint), 0


def _scalar(array: Any) -> Any:
    """Return the scalar of an `NDArray`: from numpy 2.5 on it is the only argument."""
    last = get_args(array)[-1]
    return (get_args(last) or (last,))[0]
