"""Files on disk: one is written whole or not at all, and a set that belongs together is replaced as one."""

from graphkit.files.folder import recover, write_files
from graphkit.files.own import is_between_builds, own_files
from graphkit.files.single import write_file

__all__ = ["is_between_builds", "own_files", "recover", "write_file", "write_files"]
