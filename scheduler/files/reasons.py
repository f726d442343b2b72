"""Why the operating system refused, in the user's language."""

import errno

from scheduler.errors import Text

_CHINESE = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "文件正被其他程序使用",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> Text:
    """Return why reading or writing failed."""
    english = error.strerror or str(error)
    return Text(_CHINESE.get(error.errno or 0, english), english)


def cannot_be_read(error: OSError) -> Text:
    """Return the sentence on a file that cannot be read."""
    why = reason(error)
    return Text(f"无法读取：{why.zh}", f"cannot be read: {why.en}")
