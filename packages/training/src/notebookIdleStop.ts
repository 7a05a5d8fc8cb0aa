/**
 * Start script of a notebook instance, which stops it when nobody has used a kernel or a terminal for a while. It needs
 * no network but SageMaker's endpoint, and the instance's role must be allowed to stop the instance.
 *
 * @param idleMinutes minutes without use after which the instance stops
 * @see AWS, "Customization of a SageMaker notebook instance using an LCC script":
 * https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html
 */
export function notebookIdleStop(idleMinutes: number): string {
  return `#!/bin/bash
# Stops this notebook instance after ${idleMinutes} minutes without use. SageMaker runs this as root at each start.
set -euo pipefail

cat > /usr/local/bin/stop-when-idle <<'PYTHON'
#!/usr/bin/python3
import json
import ssl
import subprocess
import time
import urllib.request
from datetime import datetime

IDLE_SECONDS = ${idleMinutes} * 60

# Jupyter answers on this machine with a certificate that it made for itself.
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE


def used(kind):
    with urllib.request.urlopen(f"https://localhost:8443/api/{kind}", context=context, timeout=30) as answer:
        return json.load(answer)


def seconds(moment):
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()


kernels = used("kernels")
if any(kernel["execution_state"] == "busy" for kernel in kernels):
    raise SystemExit(0)
with open("/proc/uptime") as uptime:
    started = time.time() - float(uptime.read().split()[0])
moments = [seconds(thing["last_activity"]) for thing in [*kernels, *used("terminals")]]
if time.time() - max([started, *moments]) < IDLE_SECONDS:
    raise SystemExit(0)
with open("/opt/ml/metadata/resource-metadata.json") as metadata:
    resource = json.load(metadata)
region = resource["ResourceArn"].split(":")[3]
call = ["aws", "sagemaker", "stop-notebook-instance", "--region", region]
subprocess.run([*call, "--notebook-instance-name", resource["ResourceName"]], check=True)
PYTHON
chmod 755 /usr/local/bin/stop-when-idle

cat > /etc/systemd/system/stop-when-idle.service <<'UNIT'
[Unit]
Description=Stops the notebook instance when nobody uses it

[Service]
Type=oneshot
ExecStart=/usr/local/bin/stop-when-idle
UNIT
cat > /etc/systemd/system/stop-when-idle.timer <<'UNIT'
[Unit]
Description=Asks every five minutes whether anybody uses the notebook instance

[Timer]
OnActiveSec=5min
OnUnitActiveSec=5min

[Install]
WantedBy=timers.target
UNIT
systemctl daemon-reload
systemctl enable --now stop-when-idle.timer
`;
}
