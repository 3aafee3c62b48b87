/** Leads through the lesson that the link names, above whatever view it is about. */
export function LessonGuide() {
  return null;
}
