import type { AttackCase } from "./attackCase.js";
import { alertCases } from "./cases/alertCases.js";
import { auditCases } from "./cases/auditCases.js";
import { deployCases } from "./cases/deployCases.js";
import { boundaryCases } from "./cases/boundaryCases.js";
import { everyBucketCases } from "./cases/bucketCases.js";
import { dataRoleCases } from "./cases/dataRoleCases.js";
import { deliveryCases } from "./cases/deliveryCases.js";
import { endpointCases } from "./cases/endpointCases.js";
import { environmentKeyCases } from "./cases/environmentKeyCases.js";
import { eventCases } from "./cases/eventCases.js";
import { imageCases } from "./cases/imageCases.js";
import { inferenceCases } from "./cases/inferenceCases.js";
import { interfaceEndpointCases } from "./cases/interfaceEndpointCases.js";
import { hostingCases } from "./cases/hostingCases.js";
import { guardrailCases } from "./cases/guardrailCases.js";
import { jobLogCases } from "./cases/jobLogCases.js";
import { intakeCases } from "./cases/intakeCases.js";
import { keyCases } from "./cases/keyCases.js";
import { notebookCases } from "./cases/notebookCases.js";
import { perimeterCases } from "./cases/perimeterCases.js";
import { pipelineCases } from "./cases/pipelineCases.js";
import { pipelineJobCases } from "./cases/pipelineJobCases.js";
import { peopleCases } from "./cases/peopleCases.js";
import { quarantineCases } from "./cases/quarantineCases.js";
import { prefixCases } from "./cases/prefixCases.js";
import { macieCases } from "./cases/macieCases.js";
import { scanCases } from "./cases/scanCases.js";
import { roleCases } from "./cases/roleCases.js";
import { databaseCases } from "./cases/databaseCases.js";
import { secretCases } from "./cases/secretCases.js";
import { tableCases } from "./cases/tableCases.js";
import { versionCases } from "./cases/versionCases.js";
import { estate, type Estate } from "./estate.js";
import type { Verdict } from "./expectAllowed.js";
import { principals } from "./principals.js";

/** The attack table of an environment, and what it attacks. */
export interface AttackTable {
  readonly estate: Estate;
  readonly cases: readonly AttackCase[];
}

/** Writes the table for an environment: the same rows for each, with its own ARNs. */
export async function attackTable(environment: "dev" | "prod"): Promise<AttackTable> {
  const own = await estate(environment);
  const who = principals(own, await estate(environment === "dev" ? "prod" : "dev"));
  const parts = [
    everyBucketCases,
    perimeterCases,
    dataRoleCases,
    prefixCases,
    intakeCases,
    quarantineCases,
    scanCases,
    macieCases,
    deliveryCases,
    keyCases,
    environmentKeyCases,
    roleCases,
    eventCases,
    boundaryCases,
    imageCases,
    pipelineCases,
    pipelineJobCases,
    guardrailCases,
    peopleCases,
    notebookCases,
    jobLogCases,
    versionCases,
    endpointCases,
    interfaceEndpointCases,
    inferenceCases,
    alertCases,
    auditCases,
    hostingCases,
    databaseCases,
    secretCases,
    tableCases,
    deployCases,
  ];
  return { estate: own, cases: parts.flatMap((part) => part(own, who)) };
}

/** What a case expects in an environment. */
export function expectedIn(attack: AttackCase, environment: "dev" | "prod"): Verdict {
  return typeof attack.expected === "string" ? attack.expected : attack.expected[environment];
}
