"""The verbs: the command line, the Prefect flows and the folder watch.

Whatever of this room is imported, Prefect and ONNX Runtime are told first to send no usage figures anywhere: contracts
are nobody else's business, and neither is how many there are.
"""

import os

os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
