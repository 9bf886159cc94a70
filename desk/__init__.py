"""What the command line does (柜台): it speaks to the system as its people do, over HTTP."""
