/** A view that nobody moves: a link shows what it says. */
export class Still {
  constructor() {
    this.past = null;
  }

  pan() {}

  zoom() {}

  live() {}
}
