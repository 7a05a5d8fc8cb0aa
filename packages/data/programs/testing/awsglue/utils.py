"""Stands in for Glue's reader of arguments, which takes `--name value` and ignores what nobody asked for."""

import argparse


def getResolvedOptions(argv, names):
    parser = argparse.ArgumentParser()
    for name in names:
        parser.add_argument(f"--{name}", required=True)
    return vars(parser.parse_known_args(argv[1:])[0])
