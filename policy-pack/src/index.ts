import { PolicyPack } from "@pulumi/policy";
import { packArgs } from "./pack.js";

// Starts to serve: nothing else may import this file.
new PolicyPack("secure-ml", packArgs);
