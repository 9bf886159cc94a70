"""`python -m deploy.images`: images from package registries alone, as archives that `docker load` reads."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from deploy.images import dockerd
from deploy.images.archive import write
from deploy.images.debian import CannotBuild
from deploy.images.recipes import RECIPES, Kitchen


def make(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"默认全部 all by default: {' '.join(RECIPES)}")
    ] = None,
    *,
    into: Annotated[
        Path, typer.Option(help="存放处；底层可再用 where they go; layers are used again")
    ] = Path("var/images"),
    load: Annotated[bool, typer.Option("--load", help="装入 Docker load them into the engine")] = False,
) -> None:
    """制作镜像，不需要镜像仓库。Make images without a registry of images."""
    into.mkdir(parents=True, exist_ok=True)
    kitchen = Kitchen(into)
    for name in names or RECIPES:
        began = time.monotonic()
        try:
            image = RECIPES[name](kitchen)
        except CannotBuild as no:
            typer.echo(str(no), err=True)
            raise typer.Exit(1) from None
        archive = into / f"{name}.image.tar"
        write(archive, [image])
        seconds, size = time.monotonic() - began, image.size / 1e6
        sys.stdout.write(f"{image.name} sha256:{image.id} {size:.0f} MB {seconds:.0f} s\n")
        if load:
            with dockerd.engine() as address:
                dockerd.load(image, address)


if __name__ == "__main__":
    typer.run(make)
