import { itNotices } from "../itNotices.js";
import { frontDoorMutants } from "./frontDoor.js";

itNotices(frontDoorMutants);
