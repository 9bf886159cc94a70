"""How it is shipped and run: for whoever builds and installs it. Nothing of this runs in the product."""
