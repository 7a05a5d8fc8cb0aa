import { defaultsLocked } from "./defaultsLocked.js";
import { dnsFirewall } from "./dnsFirewall.js";
import { dnsLogs } from "./dnsLogs.js";
import { egressFirewall } from "./egressFirewall.js";
import { endpointPolicies } from "./endpointPolicies.js";
import { flowLogs } from "./flowLogs.js";
import { gatedNat } from "./gatedNat.js";
import { gatewayEndpoints } from "./gatewayEndpoints.js";
import { interfaceEndpoints } from "./interfaceEndpoints.js";
import { networkAcls } from "./networkAcls.js";
import { noSideDoors } from "./noSideDoors.js";
import { ownVpc } from "./ownVpc.js";
import { packagePath } from "./packagePath.js";
import { privateSubnets } from "./privateSubnets.js";
import { securityGroups } from "./securityGroups.js";
import { transitEncryption } from "./transitEncryption.js";

/** Controls of the network tier, in the order of their ids. */
export const networkControls = [
  ownVpc,
  privateSubnets,
  defaultsLocked,
  securityGroups,
  networkAcls,
  gatewayEndpoints,
  interfaceEndpoints,
  endpointPolicies,
  flowLogs,
  dnsLogs,
  dnsFirewall,
  gatedNat,
  egressFirewall,
  noSideDoors,
  transitEncryption,
  packagePath,
] as const;
