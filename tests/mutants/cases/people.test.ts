import { itNotices } from "../itNotices.js";
import { peopleMutants } from "./people.js";

itNotices(peopleMutants);
